// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What our own nodes have proven about versions and kernels, on disk between runs of the program: JSON lines
/// (claimjson.h) in the state folder's compatibility.jsonl, mode 0600, one write(2) with O_APPEND a line under a lock
/// on the file, so that several consoles may write side by side. Of equal proofs the last line counts; once the file
/// has become much longer than what it tells, reading writes it anew. What simulated nodes prove lies beside their
/// inventory and is never mixed with what real ones do.
#pragma once

#include "models/compatibility/claim.h"
#include "models/core/result.h"

namespace Vermagic {

struct ReadProofs
{
    QList<Claim> proofs;  ///< each thing once, oldest line first
    QList<Error> skipped; ///< lines that are no proofs, with file:line
};

class ProofLog
{
public:
    explicit ProofLog(QString file);
    /// Where the proofs of this inventory's nodes are kept.
    static QString fileFor(const Inventory &inventory);

    const QString &file() const { return m_file; }
    /// A file that is not there holds no proofs.
    Result<ReadProofs> read() const;
    Result<void> append(const QList<Claim> &proofs);

private:
    QString m_file;
};

} // namespace Vermagic
