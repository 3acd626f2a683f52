// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A health report as a value: everything that the renderers write, in their order, already sanitised (text from
/// nodes has gone through printable() and is capped). buildReport() is pure: the same snapshot and time give the
/// same report, and the same report the same bytes in every format.
/// A node that was not probed at all counts as unreachable: a report never passes over a node in silence.
#pragma once

#include "models/report/reportbenchmark.h"
#include "models/report/reportchanges.h"
#include "models/report/reportcompatibility.h"
#include "models/report/reportgap.h"
#include "models/report/reportmatrix.h"
#include "models/report/reportremediation.h"

namespace Vermagic {

/// Unknown: nothing is known to be broken, but not everything could be checked.
enum class ReportVerdict { Healthy, Attention, Broken, Unknown };

struct ReportNode
{
    NodeSpec spec;
    NodeState state = NodeState::Unreachable; ///< never Pending
    QString hostname;                         ///< as it calls itself; empty: not known
    QString headline;
    QDateTime gatheredAt; ///< of the facts; invalid when there are none
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
    QMap<QString, Fact<QString>> facts; ///< by path, see factcatalog.h
    NextBoot nextBoot;
    std::optional<Forecast> forecast; ///< as somebody asked for it last; without its evidence
    QList<Finding> findings;
    QList<Chain> chains;
    QList<KnownLine> logLines; ///< the worst first, harmless ones last
    QList<ReportCell> cells;   ///< one for each ReportColumn; only the first two when there is a notice
    QString notice;            ///< why there is no more; empty when there is
    bool operator==(const ReportNode &) const = default;
};

/// Root causes that are the same on several nodes.
struct RootCause
{
    Finding finding; ///< of the first node
    QStringList nodes;
    QStringList consequences; ///< check ids that follow from it, in chain order
    bool operator==(const RootCause &) const = default;
};

/// SameSeries: not the same release, but major and minor are, so that sources that build there build here.
enum class KernelMatch { Matches, SameSeries, Differs, Unknown };

struct KernelLine
{
    QString node;
    QString kernel;    ///< empty when unknown
    QString reference; ///< what it is compared with; empty when there is nothing
    bool ofGroup =
        false; ///< the reference is what most nodes of its group run, not the build environment's kernel
    KernelMatch match = KernelMatch::Unknown;
    bool operator==(const KernelLine &) const = default;
};

enum class LineStatus { Ok, Failed, Unchecked };

/// "beegfs module loaded on 9 of 10 nodes; not on compute02".
struct StatusLine
{
    LineStatus status = LineStatus::Unchecked;
    QString text;
    bool operator==(const StatusLine &) const = default;
};

struct Consistency
{
    QList<KernelLine> kernels;
    QList<StatusLine> builds;  ///< DKMS or module package, a line for each file system
    QList<StatusLine> modules; ///< loaded modules
    QList<StatusLine> mounts;
    bool operator==(const Consistency &) const = default;
};

struct HealthReport
{
    QString cluster;
    QString inventoryFile;
    QString version;       ///< of the program
    QDateTime generatedAt; ///< UTC
    QDateTime sweepStartedAt;
    QDateTime sweepFinishedAt;
    bool complete = true;  ///< false: the sweep was ended before all nodes had answered
    bool redacted = false; ///< names and addresses are pseudonyms, see redaction.h
    ReportVerdict verdict = ReportVerdict::Unknown;
    int healthy = 0;
    int attention = 0;
    int broken = 0;
    int unreachable = 0;
    std::optional<BuildEnvironmentFacts> buildEnvironment;
    QList<ReportCell> referenceRow; ///< of the build environment; empty without one
    QList<ReportNode> nodes;        ///< inventory order
    QList<RootCause> rootCauses;    ///< errors first, then warnings, then remarks
    Consistency consistency;
    std::optional<ReportChanges> changes; ///< since an earlier report, where there is one
    QList<ReportCompatibility> compatibility;
    QList<ReportBenchmark> benchmarks;     ///< newest first
    QDateTime remediationsSince;           ///< invalid: from the beginning
    QList<ReportRemediation> remediations; ///< oldest first
    QList<ReportGap> gaps;
    QString timeZone; ///< of the console: "Europe/Berlin (UTC+01:00)"; times are UTC all the same
    bool operator==(const HealthReport &) const = default;
};

/// What a report tells beyond the snapshot; read from disk by whoever makes one.
struct ReportSources
{
    QList<BenchmarkRun> runs; ///< of any cluster, in any order
    Compatibility compatibility;
    QByteArray auditLines; ///< of any cluster
    QDateTime remediationsSince;
    std::optional<EarlierReport> earlier; ///< to compare with; of this cluster
    QString timeZone;
};

HealthReport buildReport(const ClusterSnapshot &snapshot, const QDateTime &now, const QString &version,
                         bool complete = true, const ReportSources &sources = {});

QString verdictName(ReportVerdict verdict); ///< healthy, attention, broken, unknown

/// 0 all healthy, 1 findings, 2 some node could not be checked and nothing else is wrong. A changed host key is
/// a finding; no answer, no access and an unknown host key are not.
int exitCodeFor(const HealthReport &report);

} // namespace Vermagic
