// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything one sweep learns of one node. Made by gatherFacts() from the probe's sections; a part that
/// could not be looked at is Unknown with its reason. Times are the console's unless stated.
#pragma once

#include "models/core/fact.h"
#include "models/signature/logmatch.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace Vermagic {

struct OsFacts
{
    QString id; ///< os-release ID: debian, ubuntu, rocky, …
    QString versionId;
    QString codename;
    QString prettyName;
    QString architecture;   ///< uname -m
    QString packageManager; ///< "apt", "dnf" or empty
    bool operator==(const OsFacts &) const = default;
};

/// Kernel headers for one kernel release.
struct HeaderFacts
{
    QString buildLink; ///< /lib/modules/K/build, or what it resolves to
    QString package;   ///< linux-headers-K, kernel-devel-K; empty when not from a package
    bool operator==(const HeaderFacts &) const = default;
};

/// One line of `dkms status`; grammar in dkms(8) 2.x and 3.x.
struct DkmsEntry
{
    QString module;
    QString version;
    QString kernel; ///< empty for "added" and "broken"
    QString architecture;
    QString state;     ///< added, built, installed, installed-weak, broken
    QStringList notes; ///< texts in parentheses behind the state
    bool operator==(const DkmsEntry &) const = default;
};

/// A module as `modinfo -k K` finds it on disk for one kernel.
struct ModuleFile
{
    QString path; ///< "(builtin)" for one that is part of the kernel
    QString version;
    QString vermagic;
    QString srcversion;
    QString signer;
    bool builtIn() const { return path == QLatin1String("(builtin)"); }
    bool operator==(const ModuleFile &) const = default;
};

/// The keys whose signatures the kernel takes, by the names on their certificates.
struct SigningKeys
{
    Fact<QStringList> trusted;  ///< in the kernel's keyrings, which only root sees
    Fact<QStringList> enrolled; ///< the machine owner's
    bool operator==(const SigningKeys &) const = default;
};

struct LoadedModule
{
    QString name;
    QString version;      ///< /sys/module/NAME/version, may be empty
    QString srcversion;   ///< /sys/module/NAME/srcversion
    bool builtIn = false; ///< part of the running kernel itself
    bool operator==(const LoadedModule &) const = default;
};

enum class MountHealth {
    Mounted,
    Missing,
    ReadOnly, ///< mounted read-only though fstab or the inventory does not say so
    Stale,    ///< the kernel lists it, but access fails at once (ESTALE, ENOTCONN, EIO)
    Hung,     ///< the kernel lists it, but access does not return within the probe's deadline
    Unknown,  ///< the kernel lists it, but its liveness has not been looked at yet
};

struct MountFacts
{
    QString mountpoint;
    MountHealth health = MountHealth::Missing;
    QString filesystemType; ///< as the kernel names it
    QString source;
    QString options;
    bool inFstab = false;
    bool fstabKnown = true; ///< false: /etc/fstab could not be looked at, inFstab says nothing
    QString unit;           ///< systemd mount unit, may be empty
    QString unitState;      ///< ActiveState/Result, such as "failed/exit-code", "inactive/success"
    bool unitKnown = true;  ///< false: systemd could not be asked, an empty unitState says nothing
    QString detail;         ///< error text of the liveness check or of the unit
    bool operator==(const MountFacts &) const = default;
};

struct ServiceFacts
{
    QString unit;
    QString activeState; ///< active, inactive, failed, activating, …
    QString subState;
    QString result;
    QString unitFileState; ///< enabled, disabled, static, …
    bool operator==(const ServiceFacts &) const = default;
};

/// A package that is not fully installed, as dpkg or rpm name its state.
struct BrokenPackage
{
    QString name;
    QString state;
    bool operator==(const BrokenPackage &) const = default;
};

/// One command of the probe and what it answered: shown as evidence. Output is printable() text.
struct ProbeEvidence
{
    QString command;
    QString output;
    bool operator==(const ProbeEvidence &) const = default;
};

/// A fact that a playbook asks for (question.h).
struct AskedFact
{
    Fact<QString> value;
    QString section; ///< key into NodeFacts::evidence
    bool operator==(const AskedFact &) const = default;
};

struct NodeFacts
{
    Fact<OsFacts> os;
    Fact<QString> hostname;
    Fact<QString> runningKernel; ///< uname -r, validated as a kernel release
    Fact<QStringList> installedKernels;
    Fact<QString> nextBootKernel;
    QString nextBootSource;                   ///< what it was read from, such as "grub.cfg, GRUB_DEFAULT=0"
    QMap<QString, Fact<HeaderFacts>> headers; ///< by kernel release: running, next boot
    Fact<QString>
        headersCandidate; ///< version of linux-headers-RUNNING in the archive; looked at only when missing
    Fact<QList<DkmsEntry>> dkms;
    QMap<QString, QMap<QString, Fact<ModuleFile>>> moduleFiles; ///< module → kernel release → file
    QMap<QString, QMap<QString, Fact<QString>>> moduleDepends; ///< module → kernel release → what is inserted
    QMap<QString, Fact<LoadedModule>> loadedModules;           ///< by module name
    QMap<QString, QMap<QString, Fact<QString>>> modulePackages; ///< module → kernel release → package version
    QMap<QString, Fact<QString>> modulePackageCandidates;       ///< module → candidate for the running kernel
    Fact<QString> secureBoot;                                   ///< enabled, disabled, unsupported
    Fact<bool> signatureEnforced;                               ///< by sig_enforce or by lockdown
    SigningKeys signingKeys;                    ///< looked at only where signatures are enforced
    QMap<QString, Fact<MountFacts>> mounts;     ///< by mount point
    QMap<QString, Fact<ServiceFacts>> services; ///< by unit
    Fact<QList<BrokenPackage>> brokenPackages;  ///< Known with an empty list: all well
    Fact<QStringList> holds;
    Fact<qint64> uptimeSeconds;
    Fact<QString> bootId;
    Fact<QString> machineId;
    Fact<QString> sudo;             ///< "nopasswd", "password", "denied"
    NodeLogs logs;                  ///< known lines; of one sweep until ClusterState adds what it knows
    QMap<QString, AskedFact> asked; ///< by fact path
    QMap<QString, ProbeEvidence> evidence; ///< by section id, see probescript.h

    bool operator==(const NodeFacts &) const = default;
};

/// What the build environment's local command told: the reference row.
struct BuildEnvironmentFacts
{
    QString name;
    Fact<QString> kernel; ///< release whose headers it builds against
    Fact<QString> headersPackage;
    Fact<QString> moduleVersion; ///< such as the BeeGFS version, when the output shows one
    Fact<QString> rust =
        Fact<QString>::absent(); ///< version of rustc, or "missing"; Absent: the output does not tell
    ProbeEvidence evidence;
    bool operator==(const BuildEnvironmentFacts &) const = default;
};

/// A kernel release as every part of the program accepts it: [A-Za-z0-9._+~-]{1,128}, not starting with '-' or '.'.
bool isKernelRelease(const QString &text);

} // namespace Vermagic
