// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The compatibility matrix: everything that is claimed, measured or proven about versions of file systems on
/// kernels, and the answer to "does this version work on that kernel?". A value; lookup is pure.
/// A cell is every claim that applies. The strongest decides: a measurement of this very release before all others,
/// then the higher provenance, then the newer, then the same distribution; of equals the one that says "fails".
/// Where nothing applies the cell is Unknown, never "does not work".
#pragma once

#include "models/compatibility/claim.h"

#include <QHash>

namespace Vermagic {

enum class CellVerdict {
    Unknown,
    Works,
    Fails,
    Contradicted, ///< said to work, but an equal or stronger source says that it fails: it must not be relied on
};

struct CompatibilityQuery
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    QString version; ///< in any form that clientVersion() reads; may be empty
    KernelName kernel;
    QString architecture = {}; ///< empty: any
    QString distribution = {}; ///< decides between equals only
    FilesystemRole role = FilesystemRole::Client;
};

struct CompatibilityCell
{
    CellVerdict verdict = CellVerdict::Unknown;
    QList<Claim> claims; ///< the deciding one first

    /// Null when nothing decides: no claim applies, or all say that nobody tried.
    const Claim *deciding() const;
    /// The claims that say the opposite of the deciding one.
    QList<Claim> opposing() const;
    bool operator==(const CompatibilityCell &) const = default;
};

/// "works", "fails", "contradicted", "unknown".
QString cellVerdictWord(CellVerdict verdict);

class Compatibility
{
public:
    void add(const QList<Claim> &claims);
    /// What our own nodes prove, in place of what was set before.
    void setProofs(const QList<Claim> &proofs);

    CompatibilityCell cellFor(const CompatibilityQuery &query) const;
    /// The newest series on which `query.version` works; empty when none is known. `query.kernel` is not looked at.
    QString newestKernelFor(CompatibilityQuery query) const;
    /// The versions that work on `query.kernel`, oldest first. `query.version` is not looked at.
    QStringList versionsFor(CompatibilityQuery query) const;

    /// All that are named one by one, oldest first.
    QStringList versions(FilesystemKind kind, FilesystemRole role = FilesystemRole::Client) const;
    QStringList kernelSeriesOf(FilesystemKind kind, FilesystemRole role = FilesystemRole::Client) const;
    const QList<Claim> &claims() const { return m_claims; }
    const QList<Claim> &proofs() const { return m_proofs; }

    bool operator==(const Compatibility &other) const
    {
        return m_claims == other.m_claims && m_proofs == other.m_proofs;
    }

private:
    void index();
    template<typename F>
    void forEachClaim(const CompatibilityQuery &query, const QVersionNumber &version, F f) const;

    QList<Claim> m_claims;
    QList<Claim> m_proofs;
    /// kind → version → claims about that one version; the null version has those about several.
    QHash<int, QHash<QVersionNumber, QList<qsizetype>>> m_index;
};

} // namespace Vermagic
