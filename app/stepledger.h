// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which steps of which runbooks were begun and done, on disk, so that a runbook goes on where it stopped, also after
/// the console was killed: JSON lines in the state folder's steps.jsonl. Owned by Engine. An entry is on disk when
/// write() comes back; a step must not begin when its entry cannot be written. What the entries mean:
/// models/remediation/ledger.h. Holds names and digests, never commands or secrets.
#pragma once

#include "app/jsonlines.h"
#include "models/remediation/ledger.h"

namespace Vermagic {

class StepLedger
{
public:
    explicit StepLedger(QString file);
    static QString defaultFile();

    /// Stamps the entry with the time and this process.
    Result<void> write(LedgerEntry entry);
    /// Oldest first. Lines that do not parse are left out; Io when there is a file that cannot be read.
    Result<QList<LedgerEntry>> entries() const;

private:
    JsonLines m_lines;
};

/// `plan` with what earlier runs of it did, see planAfter(). Refused while another console runs the same.
Result<Plan> resumed(const Plan &plan, const StepLedger &ledger, const QString &inventory, bool restart);

} // namespace Vermagic
