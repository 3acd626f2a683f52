// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The probe's script and its answer, both as bytes. The caller reads resources/probe/sweep.sh, renders it for a
/// node with a fresh random marker and runs {"sh", "-s"} with the rendered text on standard input: one round trip.
/// The answer is a sequence of sections between lines that carry the marker (format: head of sweep.sh); its end is
/// marked too, so that a cut-off answer is seen. Sections are raw bytes of a node that nobody vouches for.
/// Pure functions: they read no file, make no marker and do not judge what a section says (see gatherfacts.h).
#pragma once

#include "models/inventory/inventory.h"
#include "models/probe/question.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Vermagic {

struct ProbeMount
{
    QString mountpoint;
    QString unit;           ///< systemd unit that mounts it
    QString filesystemType; ///< as the kernel names it: beegfs, lustre, virtiofs
    bool operator==(const ProbeMount &) const = default;
};

struct ProbeModule
{
    QString name; ///< beegfs, lustre, virtiofs
    Provision provision = Provision::Dkms;
    QStringList dkmsNames; ///< names under which `dkms status` lists it
    QStringList packages;  ///< packages that carry it for every kernel (DKMS sources, kmod-…)
    QString kernelPackage; ///< prefix of the package per kernel release, such as "lustre-client-modules-"
    bool operator==(const ProbeModule &) const = default;
};

/// The names under which `dkms status` lists the modules of a file system; none for what is a part of the kernel.
QStringList dkmsNamesOf(FilesystemKind kind);

/// What one node is asked.
struct ProbeRequest
{
    QList<ProbeMount> mounts;
    QList<ProbeModule> modules;
    QStringList units; ///< services of the node's roles: expectedUnits() without those that mount
    bool sudo = false; ///< find out how sudo behaves, and read root-only boot files when it asks nothing
    /// How long the answer may wait for the liveness of mounts. A mount that answers costs nothing; one that does
    /// not delays the answer by this much and is then Unknown until the deadline has passed in a later sweep, so a
    /// single-shot check wants at least livenessDeadline and a half here.
    std::chrono::milliseconds livenessWait{800};
    std::chrono::seconds livenessDeadline{4}; ///< past it a mount counts as hung
    /// Ask anew what the node keeps for a while, even when nothing seems to have changed since the last answer.
    bool fresh = false;
    /// How far each log was read by the sweep before: NodeLogs::positions, as they came from the node.
    QMap<QString, QString> logPositions;
    bool rootLogs =
        true; ///< read logs with sudo, where it asks nothing; every sudo is a line in a security log
    QList<ProbeQuestion> questions; ///< of the playbooks, see questionsFor()
    bool operator==(const ProbeRequest &) const = default;
};

struct ProbeSection
{
    QString id;
    QString command; ///< as a person would type it; printable()
    int exitCode = -1;
    QByteArray output;      ///< without the newline that ends it
    bool truncated = false; ///< the script cut the output at its cap
    bool complete = false;  ///< the section's own end was seen
    bool operator==(const ProbeSection &) const = default;
};

/// Id of the last section of an answer that arrived whole.
inline constexpr QLatin1String endSection{"end"};

/// Without questions: those are the playbooks' (questionsFor() in models/playbook).
ProbeRequest probeRequestFor(const NodeSpec &node, const Inventory &inventory);

/// Whether `text` may stand for a position in a log; what comes from a node goes back into the next script.
bool isLogPosition(const QString &text);

/// The units that the script asks for, in the order of its answer: of the mounts, then of the roles.
QStringList requestedUnits(const ProbeRequest &request);

/// The script with the request as shell-quoted assignments in front. `marker` must be [0-9a-f]{16,64}, random per
/// sweep. Values that no node could mean (a relative mount point, a control character) are left out.
QByteArray renderProbeScript(const QByteArray &script, const ProbeRequest &request, const QByteArray &marker);

/// Everything outside sections is dropped. A section without an end has complete == false.
QList<ProbeSection> splitSections(const QByteArray &output, const QByteArray &marker);

/// The mount point in the escapes of /proc/self/mountinfo (space, tab, newline and backslash as \ooo).
QByteArray mountinfoEscaped(const QString &mountpoint);

/// Stable name of a mount point in section ids ("live:KEY").
QString liveKey(const QString &mountpoint);

} // namespace Vermagic
