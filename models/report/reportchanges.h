// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Two reports compared: what is different now from a report that was kept as JSON ("vermagic.report/1"). Only what says
/// something about a change is read of the earlier one: states, root causes, and the facts about kernels, modules, builds
/// and mounts. A node whose facts are not known on one side has no changed facts. Pure.
#pragma once

#include "models/core/fact.h"
#include "models/core/result.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

namespace Vermagic {

struct HealthReport;

struct EarlierNode
{
    QString state;
    QMap<QString, QString> rootCauses; ///< titles by finding id
    QMap<QString, QString> facts;      ///< known ones by path; what is known to be absent is empty
    bool operator==(const EarlierNode &) const = default;
};

struct EarlierReport
{
    QString cluster;
    QDateTime generatedAt;
    QString verdict;
    QString buildKernel; ///< of the build environment; may be empty
    QMap<QString, EarlierNode> nodes;
    bool operator==(const EarlierReport &) const = default;
};

/// Refuses what is no such report, and one whose names were replaced: it cannot be compared with real ones.
Result<EarlierReport> readEarlierReport(const QByteArray &json, const QString &place);

/// The same change of several nodes.
struct ReportChange
{
    enum class Kind { NodeNew, NodeGone, State, FindingNew, FindingGone, Fact };
    Kind kind = Kind::State;
    QStringList nodes;
    QString what;   ///< path of the fact, or the finding's check and subject; empty for others
    QString before; ///< a state or value; of a finding that is gone its title
    QString after;  ///< likewise, of one that is new
    bool operator==(const ReportChange &) const = default;
};

struct ReportChanges
{
    QDateTime since; ///< when the earlier report was made
    QString verdictBefore;
    QList<ReportChange> changes;
    bool operator==(const ReportChanges &) const = default;
};

/// States first, then findings, then facts. A node that the report leaves out on purpose (`--nodes`) is not gone:
/// `inventory` are the names of all that there are.
ReportChanges changesSince(const EarlierReport &earlier, const HealthReport &report,
                           const QStringList &inventory);

QString changeKindName(
    ReportChange::Kind kind); ///< node-new, node-gone, state, finding-new, finding-gone, fact

} // namespace Vermagic
