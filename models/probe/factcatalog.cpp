// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/factcatalog.h"

#include "models/probe/dkmsparser.h"
#include "models/probe/moduletrust.h"
#include "models/probe/probescript.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Values = QMap<QString, Fact<QString>>;

/// f(value) when known, else the same Absent or Unknown.
template<typename T, typename F>
Fact<QString> mapped(const Fact<T> &fact, F f)
{
    if (fact.isKnown())
        return textFact(f(fact.value()));
    return fact.isAbsent() ? Fact<QString>::absent() : Fact<QString>::unknown(fact.reason());
}

/// The part of a map that belongs to a kernel which may itself be unknown.
template<typename T>
Fact<T> forKernel(const QMap<QString, Fact<T>> &map, const Fact<QString> &kernel)
{
    if (!kernel.isKnown())
        return Fact<T>::unknown(kernel.reason());
    return map.value(kernel.value(), Fact<T>::unknown(u"the probe did not look at this kernel"_s));
}

void addSystem(Values &values, const NodeFacts &facts)
{
    values[u"os.id"_s] = mapped(facts.os, [](const OsFacts &os) { return os.id; });
    values[u"os.version"_s] = mapped(facts.os, [](const OsFacts &os) { return os.versionId; });
    values[u"os.codename"_s] = mapped(facts.os, [](const OsFacts &os) { return os.codename; });
    values[u"os.arch"_s] = mapped(facts.os, [](const OsFacts &os) { return os.architecture; });
    if (values[u"os.arch"_s].isAbsent())
        values[u"os.arch"_s] = Fact<QString>::unknown(u"uname -m told nothing"_s);
    values[u"os.packages"_s] = mapped(facts.os, [](const OsFacts &os) { return os.packageManager; });
    if (values[u"os.packages"_s].isAbsent())
        values[u"os.packages"_s] = Fact<QString>::unknown(u"neither apt-get nor dnf was found"_s);
    values[u"kernel.release"_s] = facts.runningKernel;
    values[u"kernel.next"_s] = facts.nextBootKernel;
    values[u"kernel.next.source"_s] = facts.nextBootKernel.isKnown()
                                          ? textFact(facts.nextBootSource)
                                          : Fact<QString>::unknown(facts.nextBootKernel.reason());
    values[u"kernel.installed"_s] = mapped(facts.installedKernels,
                                           [](const QStringList &list) { return list.join(u' '); });
    values[u"packages.broken"_s] = mapped(facts.brokenPackages, [](const QList<BrokenPackage> &list) {
        QStringList names;
        for (const BrokenPackage &package : list)
            names.append(package.name);
        return names.join(u' ');
    });
    values[u"packages.holds"_s] = mapped(facts.holds,
                                         [](const QStringList &list) { return list.join(u' '); });
    values[u"secureboot.state"_s] = facts.secureBoot;
    values[u"secureboot.enforced"_s] = mapped(facts.signatureEnforced,
                                              [](bool on) { return on ? u"yes"_s : u"no"_s; });
    values[u"system.uptime"_s] = mapped(facts.uptimeSeconds,
                                        [](qint64 seconds) { return QString::number(seconds); });
    values[u"system.bootid"_s] = facts.bootId;
    values[u"system.machineid"_s] = facts.machineId;
    values[u"sudo.mode"_s] = facts.sudo;
    const auto headers = [](const HeaderFacts &h) { return h.package.isEmpty() ? h.buildLink : h.package; };
    values[u"headers.release"_s] = mapped(forKernel(facts.headers, facts.runningKernel), headers);
    values[u"headers.next"_s] = mapped(forKernel(facts.headers, facts.nextBootKernel), headers);
    values[u"headers.release.candidate"_s] = facts.headersCandidate;
}

void addDkms(Values &values, const NodeFacts &facts, const ProbeModule &module)
{
    const QString path = u"dkms."_s + module.name;
    const auto state = [](const DkmsEntry &e) {
        return e.state == "installed-weak"_L1 ? u"installed"_s : e.state;
    };
    const auto entryFor = [&](const Fact<QString> &kernel) {
        return kernel.isKnown() ? dkmsEntryFor(facts.dkms, module.dkmsNames, kernel.value())
                                : Fact<DkmsEntry>::unknown(kernel.reason());
    };
    const Fact<DkmsEntry> running = entryFor(facts.runningKernel);
    values[path] = mapped(running, state);
    values[path + u".version"_s] = mapped(running, [](const DkmsEntry &e) { return e.version; });
    values[path + u".next"_s] = mapped(entryFor(facts.nextBootKernel), state);
}

void addModule(Values &values, const NodeFacts &facts, const ProbeModule &module)
{
    const QString path = u"module."_s + module.name;
    const QMap<QString, Fact<ModuleFile>> files = facts.moduleFiles.value(module.name);
    const Fact<ModuleFile> file = forKernel(files, facts.runningKernel);
    values[path + u".file"_s] = mapped(file, [](const ModuleFile &f) { return f.path; });
    values[path + u".next.file"_s] = mapped(forKernel(files, facts.nextBootKernel),
                                            [](const ModuleFile &f) { return f.path; });
    values[path + u".vermagic"_s] = mapped(file, [](const ModuleFile &f) { return f.vermagic; });
    values[path + u".signer"_s] = mapped(file, [](const ModuleFile &f) { return f.signer; });
    const QMap<QString, Fact<QString>> depends = facts.moduleDepends.value(module.name);
    values[path + u".depends"_s] = forKernel(depends, facts.runningKernel);
    values[path + u".next.depends"_s] = forKernel(depends, facts.nextBootKernel);
    values[path + u".trusted"_s] = moduleTrust(file, facts.signingKeys);
    values[path + u".next.trusted"_s] = moduleTrust(forKernel(files, facts.nextBootKernel),
                                                    facts.signingKeys);
    values[path] = mapped(facts.loadedModules.value(module.name), [](const LoadedModule &m) {
        return m.builtIn ? u"builtin"_s : m.version.isEmpty() ? u"loaded"_s : m.version;
    });
    if (module.provision == Provision::Dkms)
        addDkms(values, facts, module);
    if (module.provision == Provision::BuiltIn)
        return;
    const QMap<QString, Fact<QString>> packages = facts.modulePackages.value(module.name);
    values[path + u".package"_s] = forKernel(packages, facts.runningKernel);
    values[path + u".package.next"_s] = forKernel(packages, facts.nextBootKernel);
    if (module.provision == Provision::KernelPackage)
        values[path + u".package.candidate"_s] = facts.modulePackageCandidates.value(module.name);
}

Fact<QString> healthFact(const MountFacts &mount)
{
    switch (mount.health) {
    case MountHealth::Mounted:
        return Fact<QString>::known(u"mounted"_s);
    case MountHealth::ReadOnly:
        return Fact<QString>::known(u"read-only"_s);
    case MountHealth::Stale:
        return Fact<QString>::known(u"stale"_s);
    case MountHealth::Hung:
        return Fact<QString>::known(u"hung"_s);
    case MountHealth::Missing:
        return Fact<QString>::absent();
    case MountHealth::Unknown:
        break;
    }
    return Fact<QString>::unknown(mount.detail);
}

void addMount(Values &values, const QString &mountpoint, const Fact<MountFacts> &mount)
{
    const QString path = u"mount."_s + mountpoint;
    values[path] = mount.isKnown() ? healthFact(mount.value())
                                   : mapped(mount, [](const MountFacts &) { return QString(); });
    values[path + u".source"_s] = mapped(mount, [](const MountFacts &m) { return m.source; });
    values[path + u".fstab"_s] = mapped(mount,
                                        [](const MountFacts &m) { return m.inFstab ? u"yes"_s : QString(); });
    values[path + u".unit"_s] = mapped(mount, [](const MountFacts &m) { return m.unitState; });
    if (mount.isKnown() && !mount.value().fstabKnown)
        values[path + u".fstab"_s] = Fact<QString>::unknown(u"/etc/fstab could not be read"_s);
    if (mount.isKnown() && !mount.value().unitKnown)
        values[path + u".unit"_s] = Fact<QString>::unknown(u"systemd could not be asked"_s);
}

QList<FactInfo> makeCatalog()
{
    return {
        {u"os.id"_s, u"Operating system"_s, {}, u"os"_s},
        {u"os.version"_s, u"Operating system version"_s, {}, u"os"_s},
        {u"os.codename"_s, u"Release name"_s, {}, u"os"_s},
        {u"os.arch"_s, u"Architecture"_s, {}, u"arch"_s},
        {u"os.packages"_s, u"Package manager"_s, {}, u"system"_s},
        {u"kernel.release"_s, u"Running kernel"_s, {}, u"kernel"_s},
        {u"kernel.next"_s, u"Next-boot kernel"_s, {}, u"nextboot"_s},
        {u"kernel.next.source"_s, u"Next-boot kernel read from"_s, {}, u"nextboot"_s},
        {u"kernel.installed"_s, u"Installed kernels"_s, {}, u"kernels"_s},
        {u"headers.release"_s, u"Headers of the running kernel"_s, {}, u"headers"_s},
        {u"headers.next"_s, u"Headers of the next-boot kernel"_s, {}, u"headers"_s},
        {u"headers.release.candidate"_s,
         u"Headers of the running kernel in the archive"_s,
         {},
         u"candidates"_s},
        {u"dkms.<module>"_s, u"DKMS state of %1"_s, {}, u"dkms"_s},
        {u"dkms.<module>.version"_s, u"DKMS version of %1"_s, {}, u"dkms"_s},
        {u"dkms.<module>.next"_s, u"DKMS state of %1 for the next-boot kernel"_s, {}, u"dkms"_s},
        {u"module.<module>"_s, u"Loaded module %1"_s, {}, u"loaded"_s},
        {u"module.<module>.file"_s, u"Module file of %1"_s, {}, u"modinfo:%1"_s},
        {u"module.<module>.next.file"_s,
         u"Module file of %1 for the next-boot kernel"_s,
         {},
         u"modinfo:%1:next"_s},
        {u"module.<module>.vermagic"_s, u"vermagic of %1"_s, {}, u"modinfo:%1"_s},
        {u"module.<module>.signer"_s, u"Signer of %1"_s, {}, u"modinfo:%1"_s},
        {u"module.<module>.depends"_s, u"What is loaded for %1"_s, {}, u"depends:%1"_s},
        {u"module.<module>.next.depends"_s,
         u"What is loaded for %1 with the next-boot kernel"_s,
         {},
         u"depends:%1:next"_s},
        {u"module.<module>.trusted"_s, u"Signer of %1 is trusted"_s, {}, u"keys"_s},
        {u"module.<module>.next.trusted"_s,
         u"Signer of %1 for the next-boot kernel is trusted"_s,
         {},
         u"keys"_s},
        {u"module.<module>.package"_s, u"Package of %1"_s, {}, u"packages"_s},
        {u"module.<module>.package.next"_s, u"Package of %1 for the next-boot kernel"_s, {}, u"packages"_s},
        {u"module.<module>.package.candidate"_s, u"Package of %1 in the archive"_s, {}, u"candidates"_s},
        {u"mount.<mountpoint>"_s, u"Mount %1"_s, {}, u"mount:%1"_s},
        {u"mount.<mountpoint>.source"_s, u"What is mounted at %1"_s, {}, u"mount:%1"_s},
        {u"mount.<mountpoint>.fstab"_s, u"%1 in /etc/fstab"_s, {}, u"fstab"_s},
        {u"mount.<mountpoint>.unit"_s, u"Mount unit of %1"_s, {}, u"mount:%1"_s},
        {u"service.<unit>"_s, u"Service %1"_s, {}, u"service:%1"_s},
        {u"service.<unit>.enabled"_s, u"Start of %1 at boot"_s, {}, u"service:%1"_s},
        {u"packages.broken"_s, u"Packages not fully installed"_s, {}, u"packages"_s},
        {u"packages.holds"_s, u"Packages on hold"_s, {}, u"packages"_s},
        {u"secureboot.state"_s, u"Secure Boot"_s, {}, u"secureboot"_s},
        {u"secureboot.enforced"_s, u"Module signatures enforced"_s, {}, u"system"_s},
        {u"system.uptime"_s, u"Uptime"_s, u"s"_s, u"system"_s},
        {u"system.bootid"_s, u"Boot id"_s, {}, u"system"_s},
        {u"system.machineid"_s, u"Machine id"_s, {}, u"system"_s},
        {u"sudo.mode"_s, u"sudo"_s, {}, u"sudo"_s},
    };
}

const QList<FactInfo> &catalog()
{
    static const QList<FactInfo> list = makeCatalog();
    return list;
}

/// The variable part of `path` under `pattern`; null when it does not match.
std::optional<QString> variableOf(const QString &path, const QString &pattern)
{
    const qsizetype open = pattern.indexOf(u'<');
    if (open < 0)
        return path == pattern ? std::optional(QString()) : std::nullopt;
    const QString head = pattern.first(open), tail = pattern.sliced(pattern.indexOf(u'>') + 1);
    if (path.size() <= head.size() + tail.size() || !path.startsWith(head) || !path.endsWith(tail))
        return std::nullopt;
    QString variable = path.sliced(head.size(), path.size() - head.size() - tail.size());
    // module names have no dot; mount points and units do
    if (pattern.contains("<module>"_L1) ? variable.contains(u'.')
                                        : pattern.contains("<mountpoint>"_L1) && !variable.startsWith(u'/'))
        return std::nullopt;
    return variable;
}

} // namespace

Values factValues(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory)
{
    Values values;
    addSystem(values, facts);
    const ProbeRequest request = probeRequestFor(node, inventory);
    for (const ProbeModule &module : request.modules)
        addModule(values, facts, module);
    for (const ProbeMount &mount : request.mounts)
        addMount(values, mount.mountpoint, facts.mounts.value(mount.mountpoint));
    for (const QString &unit : request.units) {
        const Fact<ServiceFacts> service = facts.services.value(unit);
        values[u"service."_s + unit] = mapped(service, [](const ServiceFacts &s) { return s.activeState; });
        values[u"service."_s + unit + u".enabled"_s] = mapped(
            service, [](const ServiceFacts &s) { return s.unitFileState; });
    }
    for (const auto &[path, asked] : facts.asked.asKeyValueRange())
        values[path] = asked.value;
    return values;
}

std::optional<FactInfo> factInfo(const QString &path)
{
    // the longest pattern that fits: "mount./a.source" is the source of /a
    const FactInfo *best = nullptr;
    QString variable;
    for (const FactInfo &info : catalog()) {
        const std::optional<QString> found = variableOf(path, info.pattern);
        if (found && (!best || info.pattern.size() > best->pattern.size())) {
            best = &info;
            variable = *found;
        }
    }
    if (!best)
        return std::nullopt;
    FactInfo info = *best;
    info.title.replace(u"%1"_s, variable);
    info.section.replace(u"%1"_s, variable);
    return info;
}

QString evidenceSectionOf(const QString &path)
{
    const std::optional<FactInfo> info = factInfo(path);
    return info ? info->section : QString();
}

ProbeEvidence evidenceFor(const QString &path, const NodeFacts &facts)
{
    const auto asked = facts.asked.constFind(path);
    return facts.evidence.value(asked == facts.asked.cend() ? evidenceSectionOf(path) : asked->section);
}

QStringList factPatterns()
{
    QStringList patterns;
    for (const FactInfo &info : catalog())
        patterns.append(info.pattern);
    return patterns;
}

} // namespace Vermagic
