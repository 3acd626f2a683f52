// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/chaintexts.h"

#include "models/playbook/placeholder.h"
#include "models/probe/factcatalog.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chain)
};

Fact<QString> fact(const char16_t *path, const FactMap &facts)
{
    return factAt(QString::fromUtf16(path), facts).value_or(Fact<QString>::absent());
}

QString shown(const char16_t *path, const FactMap &facts)
{
    return renderedText(u"{{%1}}"_s.arg(QString::fromUtf16(path)), facts);
}

QString unknownText(const Fact<QString> &of)
{
    return of.reason().isEmpty() ? Words::tr("not known") : Words::tr("not known: %1").arg(of.reason());
}

bool isPackaged(const FactMap &facts)
{
    return fact(u"fs.provision", facts).valueOr({}) == u"kernel-package"_s;
}

QString headersPackage(const FactMap &facts)
{
    const bool rpm = fact(u"os.packages", facts).valueOr({}) == u"dnf"_s;
    return (rpm ? u"kernel-devel-"_s : u"linux-headers-"_s) + shown(u"kernel.release", facts);
}

QString headersValue(const FactMap &facts)
{
    const Fact<QString> headers = fact(u"headers.release", facts);
    if (headers.isUnknown())
        return unknownText(headers);
    return headers.isAbsent() ? Words::tr("%1 not installed").arg(headersPackage(facts))
                              : shown(u"headers.release", facts);
}

QString buildValue(const FactMap &facts)
{
    const Fact<QString> build = fact(isPackaged(facts) ? u"module.<module>.package" : u"dkms.<module>",
                                     facts);
    const QString module = shown(u"fs.module", facts);
    if (build.isUnknown())
        return unknownText(build);
    if (isPackaged(facts))
        return build.isAbsent() ? Words::tr("no %1 module package for this kernel").arg(module)
                                : module + u' ' + shown(u"module.<module>.package", facts);
    if (build.isAbsent())
        return Words::tr("%1 not in the DKMS tree").arg(module);
    const bool versioned = fact(u"dkms.<module>.version", facts).isKnown();
    const QString name = versioned ? module + u'/' + shown(u"dkms.<module>.version", facts) : module;
    return name + u": "_s + shown(u"dkms.<module>", facts);
}

QString fileValue(const FactMap &facts)
{
    const Fact<QString> file = fact(u"module.<module>.file", facts);
    if (file.isUnknown())
        return unknownText(file);
    return file.isAbsent() ? Words::tr("%1.ko not on disk for this kernel").arg(shown(u"fs.module", facts))
                           : shown(u"module.<module>.file", facts);
}

QString loadedValue(const FactMap &facts)
{
    const Fact<QString> loaded = fact(u"module.<module>", facts);
    const QString module = shown(u"fs.module", facts);
    if (loaded.isUnknown())
        return unknownText(loaded);
    if (loaded.isAbsent())
        return Words::tr("%1 not loaded").arg(module);
    const bool plain = loaded.value() == u"loaded"_s || loaded.value() == u"builtin"_s;
    return module + u' '
           + (plain ? (loaded.value() == u"builtin"_s ? Words::tr("built in") : Words::tr("loaded"))
                    : shown(u"module.<module>", facts));
}

QString mountValue(const FactMap &facts)
{
    const Fact<QString> mount = fact(u"mount.<mountpoint>", facts);
    const QString where = shown(u"fs.mountpoint", facts);
    if (mount.isUnknown())
        return where + u' ' + unknownText(mount);
    return where + u' ' + (mount.isAbsent() ? Words::tr("not mounted") : shown(u"mount.<mountpoint>", facts));
}

QString packagesValue(const FactMap &facts)
{
    const Fact<QString> broken = fact(u"packages.broken", facts);
    if (broken.isUnknown())
        return unknownText(broken);
    return broken.isAbsent() ? Words::tr("all configured")
                             : Words::tr("not configured: %1").arg(shown(u"packages.broken", facts));
}

} // namespace

QString chainLabel(ChainLink link, const FactMap &facts)
{
    switch (link) {
    case ChainLink::Connection:
        return Words::tr("Connection");
    case ChainLink::Kernel:
        return Words::tr("Kernel");
    case ChainLink::Packages:
        return Words::tr("Packages");
    case ChainLink::Headers:
        return Words::tr("Headers");
    case ChainLink::Build:
        return isPackaged(facts) ? Words::tr("Module package") : Words::tr("DKMS");
    case ChainLink::ModuleFile:
        return Words::tr("Module file");
    case ChainLink::LoadedModule:
        return Words::tr("Loaded module");
    case ChainLink::Mount:
        return Words::tr("Mount");
    case ChainLink::Services:
        return Words::tr("Services");
    }
    return {};
}

QString chainValue(ChainLink link, const FactMap &facts)
{
    switch (link) {
    case ChainLink::Connection:
        return shown(u"connection.message", facts);
    case ChainLink::Kernel: {
        const Fact<QString> kernel = fact(u"kernel.release", facts);
        return kernel.isKnown() ? shown(u"kernel.release", facts) : unknownText(kernel);
    }
    case ChainLink::Packages:
        return packagesValue(facts);
    case ChainLink::Headers:
        return headersValue(facts);
    case ChainLink::Build:
        return buildValue(facts);
    case ChainLink::ModuleFile:
        return fileValue(facts);
    case ChainLink::LoadedModule:
        return loadedValue(facts);
    case ChainLink::Mount:
        return mountValue(facts);
    case ChainLink::Services:
        return Words::tr("%1 active").arg(facts.value(servicesCountName()).value());
    }
    return {};
}

QString chainDetail(ChainLink link, const FactMap &facts)
{
    if (link == ChainLink::Kernel && fact(u"kernel.next", facts).isKnown()
        && fact(u"kernel.next", facts) != fact(u"kernel.release", facts))
        return Words::tr("next boot: %1").arg(shown(u"kernel.next", facts));
    if (link == ChainLink::Headers && fact(u"headers.release", facts).isAbsent()) {
        const Fact<QString> candidate = fact(u"headers.release.candidate", facts);
        if (candidate.isAbsent())
            return Words::tr("no longer in the archive");
        return candidate.isKnown()
                   ? Words::tr("in the archive: %1").arg(shown(u"headers.release.candidate", facts))
                   : QString();
    }
    if (link == ChainLink::Build && isPackaged(facts) && fact(u"module.<module>.package", facts).isAbsent()
        && fact(u"module.<module>.package.candidate", facts).isAbsent())
        return Words::tr("not in the archive");
    if (link == ChainLink::Mount && fact(u"mount.<mountpoint>.source", facts).isKnown())
        return shown(u"mount.<mountpoint>.source", facts);
    if (link == ChainLink::Services)
        return facts.value(servicesDownName()).value();
    return {};
}

QString notNeededText()
{
    return Words::tr("not needed");
}

QString servicesCountName()
{
    return u"services.count"_s;
}

QString servicesDownName()
{
    return u"services.down"_s;
}

QString evidenceSectionFor(ChainLink link, const FactMap &facts)
{
    const auto of = [&](const char16_t *path) {
        return evidenceSectionOf(resolvedFactPath(QString::fromUtf16(path), facts));
    };
    switch (link) {
    case ChainLink::Connection:
        return {};
    case ChainLink::Kernel:
        return of(u"kernel.release");
    case ChainLink::Packages:
        return of(u"packages.broken");
    case ChainLink::Headers:
        return of(u"headers.release");
    case ChainLink::Build:
        return of(isPackaged(facts) ? u"module.<module>.package" : u"dkms.<module>");
    case ChainLink::ModuleFile:
        return of(u"module.<module>.file");
    case ChainLink::LoadedModule:
        return of(u"module.<module>");
    case ChainLink::Mount:
        return of(u"mount.<mountpoint>");
    case ChainLink::Services:
        return u"units"_s;
    }
    return {};
}

} // namespace Vermagic
