// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A failed check on one node. A sweep replaces all findings of a node; `id` is stable over sweeps as long
/// as the cause is the same, so that "the finding is gone" can decide whether a fix took.
#pragma once

#include "models/playbook/terms.h"
#include "models/probe/nodefacts.h"

#include <QString>
#include <QStringList>

namespace Vermagic {

struct Finding
{
    QString id;    ///< "NODE/CHECK" or "NODE/CHECK/SUBJECT" (a kernel release, mount point, unit or package)
    QString check; ///< the check's id, such as "headers-missing"
    QString node;
    ChainLink link = ChainLink::Connection;
    QString filesystem; ///< FilesystemSpec::name when it belongs to one chain
    Severity severity = Severity::Error;
    bool nextBoot = false; ///< true: nothing is wrong now, it will be after the next reboot
    QString title;
    QString explanation; ///< a sentence or two for the root-cause card
    QString expected;
    QString actual;
    ProbeEvidence evidence;
    bool rootCause = true;
    QStringList causedBy; ///< ids of findings of the same node
    QString playbook;     ///< id of the playbook that remedies it; empty when none does
    QString headline;     ///< at most three words, for a matrix cell: "Headers missing"

    bool operator==(const Finding &) const = default;
};

enum class NodeState { Pending, Healthy, Attention, Broken, Unreachable };

enum class NextBootVerdict { Unchanged, WillChange, WillBreak, Unknown };

struct NextBoot
{
    Fact<QString> kernel;
    NextBootVerdict verdict = NextBootVerdict::Unknown;
    QString reason;
    bool operator==(const NextBoot &) const = default;
};

/// One link of a node's chain for one file system, as the inspector and the matrix show it.
enum class LinkStatus { Ok, Warning, Broken, Consequence, Unknown, NotNeeded };

struct ChainStep
{
    ChainLink link = ChainLink::Kernel;
    LinkStatus status = LinkStatus::Unknown;
    QString label;           ///< "Headers"
    QString value;           ///< "linux-headers-6.12.43+deb13-cloud-amd64 not installed"
    QString detail;          ///< second line, may be empty
    QStringList findings;    ///< ids
    QString evidenceSection; ///< key into NodeFacts::evidence
    bool operator==(const ChainStep &) const = default;
};

struct Chain
{
    QString filesystem;
    QList<ChainStep> steps;
    bool operator==(const Chain &) const = default;
};

/// A line of a log that a signature knows, explained in the knowledge's language.
struct KnownLine
{
    QString signature; ///< id
    Severity severity = Severity::Info;
    bool benign = false; ///< known and harmless
    std::optional<FilesystemKind> filesystem;
    QString title;
    QString meaning;
    QString cause;    ///< may be empty
    QString hint;     ///< what to do; empty when benign
    QString playbook; ///< that helps; may be empty
    QString channel;  ///< the log: "journal", "make:beegfs", "apt", …
    QString time;     ///< as the log writes it; may be empty
    QString line;     ///< the newest such line
    int count = 1;
    bool operator==(const KnownLine &) const = default;
};

struct Diagnosis
{
    NodeState state = NodeState::Pending;
    QString headline;        ///< shortest description of the state: "DKMS build failed", "Healthy"
    QList<Finding> findings; ///< root causes first, then by severity and link
    QList<Chain> chains;     ///< one per expected file system
    NextBoot nextBoot;
    QList<KnownLine> logLines; ///< the worst first, then the newest; harmless ones last
    /// Ids that findings would have if their checks failed, of checks that could not be decided: a fix whose target
    /// is in here has not been seen to take.
    QStringList undecided;
    bool operator==(const Diagnosis &) const = default;
};

/// Everything that follows from the finding `id`, directly or by way of others, in the order of `findings`.
QList<Finding> consequencesOf(const QString &id, const QList<Finding> &findings);

QString severityName(Severity severity);       ///< info, warning, error
QString nodeStateName(NodeState state);        ///< pending, healthy, attention, broken, unreachable
QString nextBootName(NextBootVerdict verdict); ///< unchanged, will-change, will-break, unknown

} // namespace Vermagic
