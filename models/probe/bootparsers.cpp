// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/bootparsers.h"

#include "models/probe/grubmenu.h"
#include "models/probe/kernelparsers.h"
#include "models/probe/sectiontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

NextBootKernel unknownBoot(const QString &reason, const QString &section = u"system"_s)
{
    return {Fact<QString>::unknown(reason), {}, section};
}

NextBootKernel knownBoot(const QString &image, const QString &source, const QString &section)
{
    const QString release = releaseOfImage(image);
    if (release.isEmpty()) {
        const QString shown = image.isEmpty() ? u"no Linux image"_s
                                              : u"“%1”, which names no kernel release"_s.arg(image);
        return unknownBoot(u"%1 chooses %2"_s.arg(source, shown), section);
    }
    return {Fact<QString>::known(release), source, section};
}

bool usable(const ProbeSection *section)
{
    return section && section->complete && !section->truncated && section->exitCode == 0;
}

/// The values of `set default=`: what next_entry overrides, and whether it does.
struct GrubDefault
{
    QString value;
    bool nextEntryCounts = false;
};

GrubDefault grubDefaultOf(const QByteArray &grubConfig)
{
    GrubDefault result;
    for (const QByteArray &line : linesOf(grubConfig)) {
        const QByteArray text = line.trimmed();
        if (!text.startsWith("set default="))
            continue;
        const QString value = grubWords(text.sliced(4)).value(0).sliced(8);
        if (value == "${next_entry}"_L1)
            result.nextEntryCounts = true;
        else
            result.value = value;
    }
    return result;
}

QString environmentValue(const ProbeSection *grubEnvironment, const QByteArray &name)
{
    if (!usable(grubEnvironment))
        return {};
    for (const QByteArray &line : linesOf(grubEnvironment->output)) {
        if (line.startsWith(name + '='))
            return cleanText(line.sliced(name.size() + 1), 512);
    }
    return {};
}

/// GRUB_DEFAULT of /etc/default/grub and its drop-ins, the last assignment; "0" without one.
QString configuredDefault(const ProbeSection &grubDefault)
{
    QString value = u"0"_s;
    for (const QByteArray &line : linesOf(grubDefault.output)) {
        const QByteArray text = line.trimmed();
        if (text.startsWith("GRUB_DEFAULT="))
            value = grubWords(text).value(0).sliced(13);
    }
    return value;
}

struct BlsEntry
{
    QString id; ///< file name without ".conf"
    QString title;
    QString version;
    QString image;
};

/// From `grep -r` over the entries: "FILE:key value". Highest first, as GRUB's blscfg sorts them.
QList<BlsEntry> blsEntriesOf(const ProbeSection &section)
{
    QMap<QString, BlsEntry> entries;
    for (const QByteArray &line : linesOf(section.output)) {
        const qsizetype end = line.indexOf(".conf:");
        if (end < 0)
            continue;
        const qsizetype slash = line.lastIndexOf('/', end);
        const QString id = cleanText(line.sliced(slash + 1, end - slash - 1));
        const QByteArray text = line.sliced(end + 6).simplified();
        const qsizetype blank = text.indexOf(' ');
        const QString value = cleanText(text.mid(blank + 1), 512);
        BlsEntry &entry = entries[id];
        entry.id = id;
        if (text.startsWith("title "))
            entry.title = value;
        else if (text.startsWith("version "))
            entry.version = value;
        else if (text.startsWith("linux "))
            entry.image = value;
    }
    QList<BlsEntry> sorted = entries.values();
    std::ranges::sort(sorted, [](const BlsEntry &a, const BlsEntry &b) { return versionLess(b.id, a.id); });
    return sorted;
}

NextBootKernel fromBls(const QList<BlsEntry> &entries, const QString &value, const QString &source)
{
    const BlsEntry *chosen = nullptr;
    bool number = false;
    const int index = value.toInt(&number);
    if (value.isEmpty() || number)
        chosen = index >= 0 && index < entries.size() ? &entries[index] : nullptr;
    else if (const auto it = std::ranges::find_if(
                 entries, [&](const BlsEntry &e) { return e.id == value || e.title == value; });
             it != entries.end())
        chosen = &*it;
    if (!chosen)
        return unknownBoot(u"%1 is “%2”, which no boot loader entry matches"_s.arg(source, value), u"bls"_s);
    return knownBoot(chosen->image.isEmpty() ? u"vmlinuz-"_s + chosen->version : chosen->image,
                     u"boot loader entry %1 (%2)"_s.arg(chosen->id, source), u"bls"_s);
}

NextBootKernel fromGrubConfig(const BootSections &sections)
{
    const GrubDefault set = grubDefaultOf(sections.grubConfig->output);
    const QString next = set.nextEntryCounts ? environmentValue(sections.grubEnvironment, "next_entry")
                                             : QString();
    QString value = set.value, source = u"grub.cfg, default %1"_s.arg(value.isEmpty() ? u"0"_s : value);
    if (value == "${saved_entry}"_L1) {
        if (!usable(sections.grubEnvironment))
            return unknownBoot(u"grub.cfg boots the saved entry, and grubenv could not be read"_s,
                               u"grubcfg"_s);
        value = environmentValue(sections.grubEnvironment, "saved_entry");
        source = u"grubenv, saved_entry=%1"_s.arg(value);
    }
    if (!next.isEmpty()) {
        value = next;
        source = u"grubenv, next_entry=%1"_s.arg(next);
    }
    if (sections.grubConfig->output.contains("blscfg") && usable(sections.blsEntries))
        return fromBls(blsEntriesOf(*sections.blsEntries), value, source);
    const QList<GrubEntry> menu = parseGrubMenu(sections.grubConfig->output);
    if (menu.isEmpty())
        return unknownBoot(u"grub.cfg has no menu entry"_s, u"grubcfg"_s);
    const GrubEntry *entry = grubDefaultEntry(menu, value);
    if (!entry)
        return unknownBoot(u"%1: there is no such entry in the menu"_s.arg(source), u"grubcfg"_s);
    return knownBoot(entry->image, source, u"grubcfg"_s);
}

/// Which installed kernel a saved entry's title or identifier names.
QString releaseNamedIn(const QString &text, const QStringList &installed)
{
    QString found;
    for (const QString &release : installed) {
        const bool named = text.endsWith(u"with Linux "_s + release)
                           || text.contains(u"with Linux "_s + release + u' ')
                           || text.contains(u"gnulinux-"_s + release + u'-');
        if (named && release.size() > found.size())
            found = release;
    }
    return found;
}

/// grub.cfg may be readable by root only: then the settings it is made from, and how grub-mkconfig orders kernels.
NextBootKernel fromGrubDefault(const BootSections &sections)
{
    const QString why = complaintOf(*sections.grubConfig);
    if (!sections.installedKernels.isKnown() || sections.installedKernels.value().isEmpty())
        return unknownBoot(why, u"grubcfg"_s);
    const QStringList &installed = sections.installedKernels.value();
    const QString value = configuredDefault(*sections.grubDefault);
    const QString next = environmentValue(sections.grubEnvironment, "next_entry");
    const QString saved = environmentValue(sections.grubEnvironment, "saved_entry");
    const QString entry = !next.isEmpty() ? next : value == "saved"_L1 ? saved : value;
    if (entry == "0"_L1 || (entry.isEmpty() && usable(sections.grubEnvironment))) {
        return {Fact<QString>::known(installed.last()),
                u"highest installed kernel, GRUB_DEFAULT=%1 (%2)"_s.arg(value, why), u"kernels"_s};
    }
    if (const QString release = releaseNamedIn(entry, installed); !release.isEmpty())
        return {Fact<QString>::known(release), u"GRUB_DEFAULT=%1, entry %2 (%3)"_s.arg(value, entry, why),
                u"grubdefault"_s};
    return unknownBoot(u"GRUB_DEFAULT=%1 cannot be resolved: %2"_s.arg(value, why), u"grubdefault"_s);
}

NextBootKernel fromBootctl(const ProbeSection &section)
{
    const QJsonArray entries = QJsonDocument::fromJson(section.output).array();
    for (const auto &value : entries) {
        const QJsonObject entry = value.toObject();
        if (!entry.value("isDefault"_L1)
                 .toBool()) // an entry that is set for the next boot alone counts as default
            continue;
        const QString version = entry.value("version"_L1).toString();
        const QString image = entry.value("linux"_L1).toString();
        const QString id = cleanText(entry.value("id"_L1).toString().toUtf8());
        const bool fromVersion = isKernelRelease(version) && releaseOfImage(image).isEmpty();
        return knownBoot(fromVersion ? u"vmlinuz-"_s + version : cleanText(image.toUtf8(), 512),
                         u"systemd-boot, entry %1"_s.arg(id), u"bootctl"_s);
    }
    return unknownBoot(u"bootctl list names no default entry"_s, u"bootctl"_s);
}

} // namespace

QString releaseOfImage(const QString &path)
{
    const QString name = path.section(u'/', -1);
    for (const QLatin1String prefix : {"vmlinuz-"_L1, "vmlinux-"_L1, "kernel-"_L1, "bzImage-"_L1}) {
        if (name.startsWith(prefix) && isKernelRelease(name.sliced(prefix.size())))
            return name.sliced(prefix.size());
    }
    // /MACHINE-ID/RELEASE/linux, as kernel-install lays out Boot Loader Specification entries
    const QString folder = path.section(u'/', -2, -2);
    const bool hasVersion = !folder.isEmpty() && folder.front().isDigit() && folder.contains(u'.');
    return (name == "linux"_L1 || name == "vmlinuz"_L1) && hasVersion && isKernelRelease(folder) ? folder
                                                                                                 : QString();
}

NextBootKernel nextBootKernel(const BootSections &sections)
{
    if (sections.kexecLoaded.isKnown() && sections.kexecLoaded.value())
        return unknownBoot(
            u"a kernel is loaded for kexec; systemctl kexec starts it, and so does a reboot by systemd, instead of what "
            "the boot loader chooses"_s);
    if (usable(sections.bootctl))
        return fromBootctl(*sections.bootctl);
    const Fact<QString> &commandLine = sections.kernelCommandLine;
    if (commandLine.isKnown() && !commandLine.value().contains("BOOT_IMAGE="_L1)) {
        return unknownBoot(
            u"the running kernel was started without BOOT_IMAGE, so not by GRUB: directly by a hypervisor or "
            "firmware, which decides alone"_s);
    }
    // PXELINUX and iPXE tell the interface that they booted from; Warewulf's images say so, too.
    if (commandLine.value().contains("BOOTIF="_L1) || commandLine.value().contains("wwinit."_L1)) {
        return unknownBoot(
            u"the running kernel came over the network, whose boot server decides which kernel is next"_s);
    }
    const bool oneShot = !environmentValue(sections.grubEnvironment, "next_entry").isEmpty();
    if (usable(sections.grubby) && !oneShot)
        return knownBoot(cleanText(sections.grubby->output, 512), u"grubby --default-kernel"_s, u"grubby"_s);
    if (usable(sections.grubConfig))
        return fromGrubConfig(sections);
    if (sections.grubConfig && usable(sections.grubDefault) && !sections.blsEntries && !sections.grubby)
        return fromGrubDefault(sections);
    for (const ProbeSection *failed :
         {sections.grubConfig, sections.grubby, sections.bootctl, sections.blsEntries}) {
        if (failed && !usable(failed))
            return unknownBoot(failed->truncated ? u"the boot loader's files are too long to read"_s
                                                 : complaintOf(*failed),
                               failed->id);
    }
    if (sections.blsEntries)
        return unknownBoot(u"there are boot loader entries, but not what tells the default one"_s, u"bls"_s);
    return unknownBoot(
        u"no boot loader configuration was found (no GRUB, no Boot Loader Specification entries)"_s);
}

} // namespace Vermagic
