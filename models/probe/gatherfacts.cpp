// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/gatherfacts.h"

#include "models/probe/bootparsers.h"
#include "models/probe/dkmsparser.h"
#include "models/probe/kernelparsers.h"
#include "models/probe/moduleparsers.h"
#include "models/probe/moduletrust.h"
#include "models/probe/mountparsers.h"
#include "models/probe/packageparsers.h"
#include "models/probe/sections.h"
#include "models/probe/sectiontext.h"
#include "models/probe/serviceparsers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype evidenceLimit = 4096;

QString evidenceText(QByteArrayView output)
{
    const bool cut = output.size() > evidenceLimit;
    return printable(cut ? output.first(evidenceLimit) : output) + (cut ? u"\n…"_s : QString());
}

class Gatherer
{
public:
    Gatherer(const QList<ProbeSection> &sections, const ProbeRequest &request)
        : m_sections(sections)
        , m_request(request)
    {
        for (const ProbeSection &section : sections)
            m_facts.evidence.insert(section.id, {section.command, evidenceText(section.output)});
    }

    NodeFacts gather()
    {
        gatherSystem();
        gatherKernels();
        gatherPackages();
        gatherHeaders();
        gatherModules();
        gatherUnitsAndMounts();
        gatherSudo();
        gatherAsked();
        return m_facts;
    }

private:
    /// parse(section) when the section is whole, else Unknown with the reason.
    template<typename T, typename F>
    Fact<T> from(const QString &id, F parse, const QString &absence = {}) const
    {
        const ProbeSection *section = m_sections.find(id);
        return section ? parse(*section) : Fact<T>::unknown(m_sections.reason(id, absence));
    }

    bool hasTool(const QString &tool) const { return m_system.tools.contains(tool); }

    QString noTool(const QString &tool) const { return u"%1 is not installed"_s.arg(tool); }

    void gatherSystem()
    {
        if (const ProbeSection *section = m_sections.find(u"system"_s)) {
            m_system = parseSystem(*section);
        } else {
            const QString reason = m_sections.reason(u"system"_s);
            m_system.hostname = m_system.bootId = m_system.machineId = m_system.kernelCommandLine =
                Fact<QString>::unknown(reason);
            m_system.signatureEnforced = m_system.kexecLoaded = Fact<bool>::unknown(reason);
            m_system.uptimeSeconds = Fact<qint64>::unknown(reason);
        }
        m_facts.hostname = m_system.hostname;
        m_facts.uptimeSeconds = m_system.uptimeSeconds;
        m_facts.bootId = m_system.bootId;
        m_facts.machineId = m_system.machineId;
        m_facts.signatureEnforced = m_system.signatureEnforced;
        m_facts.os = from<OsFacts>(u"os"_s, [&](const ProbeSection &section) {
            return parseOs(section, m_sections.find(u"arch"_s), m_system.tools);
        });
        m_facts.secureBoot = from<QString>(u"secureboot"_s, parseSecureBoot,
                                           u"neither mokutil nor a readable EFI variable"_s);
    }

    void gatherKernels()
    {
        m_facts.runningKernel = from<QString>(u"kernel"_s, parseKernelRelease);
        m_facts.installedKernels = from<QStringList>(u"kernels"_s, parseInstalledKernels);
        if (const ProbeSection *section = m_sections.find(u"kernels"_s))
            m_moduleFolders = parseModuleFolders(*section);
        if (!m_sections.find(QString(endSection))) {
            m_facts.nextBootKernel = Fact<QString>::unknown(m_sections.reason(QString(endSection)));
            return;
        }
        const NextBootKernel next = nextBootKernel({.grubDefault = m_sections.raw(u"grubdefault"_s),
                                                    .grubConfig = m_sections.raw(u"grubcfg"_s),
                                                    .grubEnvironment = m_sections.raw(u"grubenv"_s),
                                                    .blsEntries = m_sections.raw(u"bls"_s),
                                                    .grubby = m_sections.raw(u"grubby"_s),
                                                    .bootctl = m_sections.raw(u"bootctl"_s),
                                                    .kernelCommandLine = m_system.kernelCommandLine,
                                                    .kexecLoaded = m_system.kexecLoaded,
                                                    .installedKernels = m_facts.installedKernels});
        m_facts.nextBootKernel = next.release;
        m_facts.nextBootSource = next.source;
        m_facts.evidence.insert(u"nextboot"_s, m_facts.evidence.value(next.section));
    }

    void gatherPackages()
    {
        m_dpkg = m_facts.evidence.value(u"packages"_s).command.startsWith("dpkg-query"_L1);
        const QString absence = u"neither dpkg nor rpm was found"_s;
        m_packages = from<QList<PackageEntry>>(u"packages"_s, m_dpkg ? parseDpkg : parseRpm, absence);
        m_facts.brokenPackages = m_dpkg ? brokenDpkgPackages(m_packages) : brokenRpmPackages(m_packages);
        m_facts.holds = m_dpkg ? heldDpkgPackages(m_packages)
                               : from<QStringList>(u"versionlock"_s, parseVersionLock, absence);
    }

    QString headersPackageOf(const QString &kernel) const
    {
        if (m_dpkg)
            return u"linux-headers-"_s + kernel;
        for (const PackageEntry &package : m_packages.value()) {
            if (package.name == "kernel-devel"_L1 && package.version + u'.' + package.architecture == kernel)
                return u"kernel-devel-"_s + kernel;
        }
        return {};
    }

    void gatherHeaders()
    {
        if (const ProbeSection *section = m_sections.find(u"headers"_s)) {
            m_facts.headers = parseHeaders(*section);
            for (auto it = m_facts.headers.begin(); it != m_facts.headers.end(); ++it) {
                const QString package = headersPackageOf(it.key());
                const bool owned = m_dpkg ? installedVersion(m_packages, package).isKnown()
                                          : !package.isEmpty();
                if (it->isKnown() && owned)
                    *it = Fact<HeaderFacts>::known({it->value().buildLink, package});
            }
        } else {
            for (const QString &kernel : kernelsOfInterest())
                m_facts.headers[kernel] = Fact<HeaderFacts>::unknown(m_sections.reason(u"headers"_s));
        }
        for (const QString &kernel : kernelsOfInterest()) {
            if (!m_facts.headers.contains(kernel)) {
                m_facts.headers[kernel] = m_sections.find(u"kernels"_s) && !m_moduleFolders.contains(kernel)
                                              ? Fact<HeaderFacts>::absent()
                                              : Fact<HeaderFacts>::unknown(
                                                    u"the probe did not look at this kernel"_s);
            }
        }
        if (m_facts.runningKernel.isKnown()
            && m_facts.headers.value(m_facts.runningKernel.value()).isAbsent())
            m_facts.headersCandidate = headersCandidate(m_facts.runningKernel.value());
        else
            m_facts.headersCandidate = Fact<QString>::unknown(u"looked at only when headers are missing"_s);
    }

    Fact<QString> headersCandidate(const QString &release) const
    {
        if (hasTool(u"apt-cache"_s) || !hasTool(u"dnf"_s))
            return candidateOf(u"linux-headers-"_s + release);
        const QString package = u"kernel-devel-"_s + release;
        return from<QString>(
            u"candidates"_s, [&](const ProbeSection &section) { return parseDnfCandidate(section, package); },
            u"the archive was not asked"_s);
    }

    /// Of apt's archive.
    Fact<QString> candidateOf(const QString &package) const
    {
        if (!hasTool(u"apt-cache"_s) && hasTool(u"dnf"_s))
            return Fact<QString>::unknown(u"looked at only where apt is used"_s);
        const QString absence = hasTool(u"apt-cache"_s)
                                    ? u"the archive was not asked"_s
                                    : u"the archive is looked at only where apt is used"_s;
        return from<QString>(
            u"candidates"_s, [&](const ProbeSection &section) { return parseCandidate(section, package); },
            absence);
    }

    /// The running and the next-boot kernel, as far as they are known.
    QStringList kernelsOfInterest() const
    {
        QStringList kernels;
        for (const Fact<QString> &fact : {m_facts.runningKernel, m_facts.nextBootKernel}) {
            if (fact.isKnown() && !kernels.contains(fact.value()))
                kernels.append(fact.value());
        }
        return kernels;
    }

    void gatherModules()
    {
        m_facts.dkms = from<QList<DkmsEntry>>(u"dkms"_s, parseDkmsStatus, noTool(u"dkms"_s));
        QStringList kernels = m_facts.installedKernels.value() + m_moduleFolders + kernelsOfInterest();
        kernels.removeDuplicates();
        for (const ProbeModule &module : m_request.modules) {
            for (const QString &kernel : std::as_const(kernels)) {
                m_facts.moduleFiles[module.name][kernel] = moduleFile(module, kernel);
                m_facts.moduleDepends[module.name][kernel] = moduleDepends(module.name, kernel);
            }
            m_facts.loadedModules[module.name] = loadedModule(module.name);
            gatherModulePackages(module, kernels);
            for (const QString &part : {u"modinfo:"_s, u"depends:"_s}) {
                aliasEvidence(part + module.name, m_facts.runningKernel, {});
                aliasEvidence(part + module.name, m_facts.nextBootKernel, u":next"_s);
            }
        }
        const QString notAsked = u"looked at only where signatures are enforced"_s;
        m_facts.signingKeys = {from<QStringList>(u"keys"_s, parseKernelKeys, notAsked),
                               from<QStringList>(u"enrolled"_s, parseEnrolledKeys, notAsked)};
    }

    Fact<QString> moduleDepends(const QString &module, const QString &kernel) const
    {
        if (m_facts.moduleFiles.value(module).value(kernel).isAbsent())
            return Fact<QString>::absent();
        return from<QString>(
            u"depends:%1:%2"_s.arg(module, kernel),
            [&](const ProbeSection &section) { return parseDepends(section, module); },
            u"the probe did not look at this kernel"_s);
    }

    Fact<ModuleFile> moduleFile(const ProbeModule &module, const QString &kernel) const
    {
        const QString id = u"modinfo:%1:%2"_s.arg(module.name, kernel);
        const bool noFolder = m_sections.find(u"kernels"_s) && !m_moduleFolders.contains(kernel);
        if (!m_sections.find(id) && noFolder && m_sections.find(QString(endSection)))
            return Fact<ModuleFile>::absent(); // without /lib/modules/K there is no module for K
        const QString absence = hasTool(u"modinfo"_s) ? u"the probe did not look at this kernel"_s
                                                      : noTool(u"modinfo"_s);
        return from<ModuleFile>(
            id, [&](const ProbeSection &section) { return parseModinfo(section, module.name); }, absence);
    }

    Fact<LoadedModule> loadedModule(const QString &name) const
    {
        const ProbeSection *filesystems = m_sections.find(u"filesystems"_s);
        const ProbeSection *versions = m_sections.find(u"moduleversions"_s);
        if (!filesystems || !versions)
            return Fact<LoadedModule>::unknown(
                m_sections.reason(!filesystems ? u"filesystems"_s : u"moduleversions"_s));
        return from<LoadedModule>(u"loaded"_s, [&](const ProbeSection &section) {
            return parseLoadedModule(section, *filesystems, *versions, name);
        });
    }

    void gatherModulePackages(const ProbeModule &module, const QStringList &kernels)
    {
        if (module.provision == Provision::BuiltIn)
            return;
        for (const QString &kernel : kernels)
            m_facts.modulePackages[module.name][kernel] = modulePackage(module, kernel);
        if (module.kernelPackage.isEmpty() || !m_facts.runningKernel.isKnown())
            return;
        const QString running = m_facts.runningKernel.value();
        m_facts.modulePackageCandidates[module.name] =
            m_facts.modulePackages[module.name][running].isAbsent()
                ? candidateOf(module.kernelPackage + running)
                : Fact<QString>::unknown(u"looked at only when the package is missing"_s);
    }

    Fact<QString> modulePackage(const ProbeModule &module, const QString &kernel) const
    {
        if (m_dpkg && !module.kernelPackage.isEmpty())
            return installedVersion(m_packages, module.kernelPackage + kernel);
        for (const QString &name : module.packages) {
            if (const Fact<QString> version = installedVersion(m_packages, name); version.isKnown())
                return version;
        }
        return installedVersion(m_packages, QString());
    }

    /// What was asked about one kernel, under the name that the catalogue of facts knows.
    void aliasEvidence(const QString &section, const Fact<QString> &kernel, const QString &suffix)
    {
        const auto it = m_facts.evidence.constFind(section + u':' + kernel.value());
        if (kernel.isKnown() && it != m_facts.evidence.cend())
            m_facts.evidence.insert(section + suffix, ProbeEvidence(*it));
    }

    void gatherUnitsAndMounts()
    {
        const auto units = from<QMap<QString, UnitProperties>>(
            u"units"_s,
            [&](const ProbeSection &section) { return parseUnits(section, requestedUnits(m_request)); },
            noTool(u"systemctl"_s));
        const QString command = m_facts.evidence.value(u"units"_s).command.section(u" -p "_s, 0, 0);
        for (const QString &unit : requestedUnits(m_request)) {
            const Fact<ServiceFacts> service = serviceOf(units, unit);
            if (m_request.units.contains(unit))
                m_facts.services[unit] = service;
            QString text;
            for (const auto &[name, value] : units.value().value(unit).asKeyValueRange())
                text += name + u'=' + value + u'\n';
            m_facts.evidence.insert(u"service:"_s + unit,
                                    {command + u' ' + unit, text.isEmpty() ? service.reason() : text});
        }
        const auto entries = from<QList<MountEntry>>(u"mounts"_s, parseMountinfo);
        const ProbeSection *fstab = m_sections.find(u"fstab"_s);
        for (const ProbeMount &mount : m_request.mounts) {
            m_facts.mounts[mount.mountpoint] = entries.isKnown()
                                                   ? mountFact(mount, entries.value(), fstab, units)
                                                   : Fact<MountFacts>::unknown(entries.reason());
        }
    }

    Fact<MountFacts> mountFact(const ProbeMount &mount, const QList<MountEntry> &entries,
                               const ProbeSection *fstab, const Fact<QMap<QString, UnitProperties>> &units)
    {
        const QString id = u"live:"_s + liveKey(mount.mountpoint);
        const ProbeSection *live = m_sections.find(id);
        MountFacts facts = mountFactsOf(mount, entries, fstab ? parseFstab(*fstab) : QList<FstabEntry>(),
                                        live);
        facts.fstabKnown = fstab && (fstab->exitCode == 0 || fstab->output.contains("No such file"));
        if (!live && facts.health == MountHealth::Unknown)
            facts.detail = m_sections.reason(id);
        const Fact<ServiceFacts> unit = serviceOf(units, mount.unit);
        facts.unitKnown = !unit.isUnknown();
        if (unit.isKnown())
            facts.unitState = unit.value().activeState + u'/' + unit.value().result;
        const QString row = facts.source.isEmpty() ? u"nothing is mounted at "_s + mount.mountpoint
                                                   : facts.source + u' ' + mount.mountpoint + u' '
                                                         + facts.filesystemType + u' ' + facts.options;
        QString text = row + u'\n' + facts.detail + (facts.detail.isEmpty() ? u""_s : u"\n"_s);
        if (!facts.unitState.isEmpty())
            text += facts.unit + u": "_s + facts.unitState + u'\n';
        const QString check = live ? u"; "_s + live->command : QString();
        m_facts.evidence.insert(u"mount:"_s + mount.mountpoint,
                                {u"findmnt "_s + mount.mountpoint + check, text.left(evidenceLimit)});
        return Fact<MountFacts>::known(facts);
    }

    void gatherSudo()
    {
        m_facts.sudo = from<QString>(
            u"sudo"_s,
            [](const ProbeSection &section) {
                if (section.exitCode == 0)
                    return Fact<QString>::known(u"nopasswd"_s);
                if (section.exitCode == 127)
                    return Fact<QString>::absent();
                if (section.output.contains("password is required"))
                    return Fact<QString>::known(u"password"_s);
                const bool denied = section.output.contains("not in the sudoers")
                                    || section.output.contains("not allowed")
                                    || section.output.contains("may not run sudo");
                return denied ? Fact<QString>::known(u"denied"_s)
                              : Fact<QString>::unknown(complaintOf(section));
            },
            u"not looked at"_s);
    }

    void gatherAsked()
    {
        for (const ProbeQuestion &question : m_request.questions) {
            for (const AnswerRule &rule : question.rules) {
                const Fact<QString> value = from<QString>(question.id, [&](const ProbeSection &section) {
                    return readAnswer(section, question, rule);
                });
                m_facts.asked.insert(rule.path, {value, question.id});
            }
        }
    }

    const Sections m_sections;
    const ProbeRequest &m_request;
    NodeFacts m_facts;
    SystemSection m_system;
    QStringList m_moduleFolders;
    Fact<QList<PackageEntry>> m_packages;
    bool m_dpkg = false;
};

} // namespace

NodeFacts gatherFacts(const QList<ProbeSection> &sections, const ProbeRequest &request)
{
    return Gatherer(sections, request).gather();
}

} // namespace Vermagic
