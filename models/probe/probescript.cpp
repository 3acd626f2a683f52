// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/probescript.h"

#include "models/core/command.h"
#include "models/inventory/expectedunits.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The script cuts at 64 KiB; an answer with more in a section is not the script's.
constexpr qsizetype sectionLimit = 131'072;

bool hasControlCharacters(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isPath(const QString &text)
{
    return text.startsWith(u'/') && text.size() <= 4096 && !hasControlCharacters(text);
}

bool isUnit(const QString &text)
{
    return !text.isEmpty() && text.size() <= 255 && !text.startsWith(u'-') && !text.contains(u' ')
           && !hasControlCharacters(text);
}

/// Module and package names go into patterns and word lists.
bool isName(const QString &text)
{
    return !text.isEmpty() && !text.startsWith(u'-') && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'
               || c == u'-';
    });
}

ProbeModule moduleFor(const FilesystemSpec &filesystem)
{
    ProbeModule module{.name = filesystem.moduleName(), .provision = filesystem.provision};
    module.dkmsNames = dkmsNamesOf(filesystem.kind);
    switch (filesystem.kind) {
    case FilesystemKind::BeeGfs:
        module.packages = {u"beegfs-client-dkms"_s, u"beegfs-client"_s};
        break;
    case FilesystemKind::Lustre:
        module.packages = {u"lustre-client-modules-dkms"_s, u"lustre-client-dkms"_s, u"kmod-lustre-client"_s};
        break;
    case FilesystemKind::VirtioFs:
        break;
    }
    if (filesystem.provision == Provision::KernelPackage) {
        module.kernelPackage = filesystem.kind == FilesystemKind::Lustre ? u"lustre-client-modules-"_s
                                                                         : module.name + u"-modules-"_s;
    }
    return module;
}

template<typename T, typename F>
QString joined(const QList<T> &list, QChar separator, F text)
{
    QStringList words;
    for (const T &item : list) {
        if (const QString word = text(item); !word.isEmpty() && !words.contains(word))
            words.append(word);
    }
    return words.join(separator);
}

/// "vg_ask ID TOOL ROOT SECONDS KEEP DIGEST SHOWN COMMAND…", see sweep.sh. The digest tells a kept answer to another
/// command of the same name apart.
QByteArray askLine(const ProbeQuestion &question)
{
    const QByteArray digest = QCryptographicHash::hash(question.argv.join(u'\n').toUtf8(),
                                                       QCryptographicHash::Sha256)
                                  .toHex()
                                  .first(12);
    const QStringList words{question.id,
                            question.tool,
                            question.root ? u"root"_s : u"user"_s,
                            QString::number(question.timeout.count()),
                            QString::number(question.keep.count()),
                            QString::fromLatin1(digest),
                            question.shown};
    return "    vg_ask " + shellQuoted(words + question.argv).toUtf8() + '\n';
}

} // namespace

QStringList dkmsNamesOf(FilesystemKind kind)
{
    switch (kind) {
    case FilesystemKind::BeeGfs:
        return {u"beegfs"_s};
    case FilesystemKind::Lustre:
        return {u"lustre-client-modules"_s, u"lustre-client"_s};
    case FilesystemKind::VirtioFs:
        break;
    }
    return {};
}

QStringList requestedUnits(const ProbeRequest &request)
{
    QStringList units;
    for (const ProbeMount &mount : request.mounts) {
        if (isPath(mount.mountpoint) && isUnit(mount.unit) && !units.contains(mount.unit))
            units.append(mount.unit);
    }
    for (const QString &unit : request.units) {
        if (isUnit(unit) && !units.contains(unit))
            units.append(unit);
    }
    return units;
}

ProbeRequest probeRequestFor(const NodeSpec &node, const Inventory &inventory)
{
    ProbeRequest request;
    QStringList mountUnits;
    for (const FilesystemSpec &filesystem : inventory.filesystemsOf(node)) {
        const QString unit = filesystem.mountUnit.isEmpty()
                                 ? defaultMountUnit(filesystem.kind, filesystem.mountpoint)
                                 : filesystem.mountUnit;
        mountUnits.append(unit);
        request.mounts.append({filesystem.mountpoint, unit, filesystemKindName(filesystem.kind)});
        const ProbeModule module = moduleFor(filesystem);
        if (std::ranges::none_of(request.modules,
                                 [&](const ProbeModule &other) { return other.name == module.name; }))
            request.modules.append(module);
    }
    for (const QString &unit : expectedUnits(node, inventory)) {
        if (!mountUnits.contains(unit))
            request.units.append(unit);
    }
    request.sudo = node.become == Become::Sudo;
    return request;
}

bool isLogPosition(const QString &text)
{
    return !text.isEmpty() && text.size() <= 400 && std::ranges::all_of(text, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"=;:._-").contains(c));
    });
}

QByteArray renderProbeScript(const QByteArray &script, const ProbeRequest &request, const QByteArray &marker)
{
    QByteArray head;
    const auto assign = [&head](QLatin1String name, const QString &value) {
        head += QByteArray("vg_") + name.data() + "=" + shellQuoted(value).toUtf8() + "\n";
    };
    QStringList mounts, patterns;
    for (const ProbeMount &mount : request.mounts) {
        if (!isPath(mount.mountpoint))
            continue;
        const QString escaped = QString::fromUtf8(mountinfoEscaped(mount.mountpoint));
        mounts.append(liveKey(mount.mountpoint) + u' ' + escaped + u' ' + mount.mountpoint);
        patterns.append(u' ' + escaped + u' ');
    }
    const auto named = [](const QString &name) { return isName(name) ? name : QString(); };
    QStringList packages{u"dkms"_s};
    for (const ProbeModule &module : request.modules)
        packages += module.packages;
    const QString prefixes = joined(request.modules, u'|',
                                    [&](const ProbeModule &m) { return named(m.kernelPackage); });
    assign("marker"_L1, QString::fromLatin1(marker));
    assign("modules"_L1, joined(request.modules, u' ', [&](const ProbeModule &m) { return named(m.name); }));
    assign("mounts"_L1, mounts.join(u'\n'));
    assign("mount_pattern"_L1, patterns.join(u'\n'));
    assign("units"_L1, requestedUnits(request).join(u'\n'));
    assign("kernel_packages"_L1,
           joined(request.modules, u' ', [&](const ProbeModule &m) { return named(m.kernelPackage); }));
    assign("package_pattern"_L1,
           joined(packages, u'|', named) + (prefixes.isEmpty() ? QString() : u'|' + prefixes));
    assign("rpm_packages"_L1, u"kernel-core kernel kernel-devel "_s + joined(packages, u' ', named));
    assign("ticks"_L1, QString::number(request.livenessWait.count() / 50));
    assign("deadline"_L1, QString::number(request.livenessDeadline.count()));
    assign("sudo"_L1, request.sudo ? u"1"_s : u"0"_s);
    assign("fresh"_L1, request.fresh ? u"1"_s : u"0"_s);
    assign("log_units"_L1, (requestedUnits(request) << u"dkms.service"_s).join(u'\n'));
    QStringList builds;
    for (const ProbeModule &module : request.modules) {
        if (module.provision == Provision::Dkms)
            builds += module.dkmsNames;
    }
    assign("log_builds"_L1, joined(builds, u' ', named));
    QString positions = u"\n"_s;
    for (const auto &[channel, position] : request.logPositions.asKeyValueRange()) {
        if (isLogPosition(position))
            positions += channel + u' ' + position + u'\n';
    }
    assign("log_positions"_L1, positions);
    assign("log_root"_L1, request.rootLogs ? u"1"_s : u"0"_s);
    QByteArray ask = "vg_ask_all() {\n    :\n";
    for (const ProbeQuestion &question : request.questions)
        ask += askLine(question);
    return head + ask + "}\n" + script;
}

QList<ProbeSection> splitSections(const QByteArray &output, const QByteArray &marker)
{
    QList<ProbeSection> sections;
    const QByteArray prefix = "@@" + marker + ' ';
    bool open = false, atCommand = false;
    qsizetype position = 0;
    while (position < output.size() && !marker.isEmpty()) {
        const qsizetype newline = output.indexOf('\n', position);
        const bool whole = newline >= 0;
        const QByteArrayView line = QByteArrayView(output).sliced(position, (whole ? newline : output.size())
                                                                                - position);
        position = whole ? newline + 1 : output.size();
        if (line.startsWith(prefix)) {
            const QList<QByteArray> words = line.sliced(prefix.size()).toByteArray().split(' ');
            if (words.size() == 2 && words[0] == "begin") {
                sections.append({.id = QString::fromLatin1(words[1])});
                open = atCommand = true;
            } else if (words.size() >= 3 && words[0] == "end" && open
                       && sections.last().id == QLatin1String(words[1])) {
                ProbeSection &section = sections.last();
                section.exitCode = words[2].toInt(&section.complete);
                section.truncated |= words.size() > 3;
                section.output.chop(section.output.endsWith('\n') ? 1 : 0);
                open = false;
            } else if (words.size() == 1 && words[0] == "done" && whole && !open) {
                sections.append({.id = endSection, .exitCode = 0, .complete = true});
            }
        } else if (atCommand) {
            sections.last().command = printable(line);
            atCommand = false;
        } else if (open && sections.last().output.size() + line.size() > sectionLimit) {
            sections.last().truncated = true;
        } else if (open) {
            sections.last().output.append(line).append(whole ? "\n" : "");
        }
    }
    return sections;
}

QByteArray mountinfoEscaped(const QString &mountpoint)
{
    QByteArray escaped;
    for (const char c : mountpoint.toUtf8()) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\\')
            escaped += '\\' + QByteArray::number(static_cast<unsigned char>(c), 8).rightJustified(3, '0');
        else
            escaped += c;
    }
    return escaped;
}

QString liveKey(const QString &mountpoint)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(mountpoint.toUtf8(), QCryptographicHash::Sha256).toHex().first(12));
}

} // namespace Vermagic
