// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/moduleparsers.h"

#include "models/probe/sectiontext.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Whether one of the blank-separated words of any line is `word`.
bool hasWord(const QByteArray &text, const QByteArray &word)
{
    for (const QByteArray &line : linesOf(text)) {
        if (line.simplified().split(' ').contains(word))
            return true;
    }
    return false;
}

/// The third word of "KIND MODULE VALUE".
QString valueOf(const QByteArray &text, const QByteArray &kind, const QString &module)
{
    const QByteArray prefix = kind + ' ' + module.toUtf8() + ' ';
    for (const QByteArray &line : linesOf(text)) {
        if (line.startsWith(prefix))
            return cleanWord(QByteArrayView(line).sliced(prefix.size()));
    }
    return {};
}

} // namespace

Fact<ModuleFile> parseModinfo(const ProbeSection &section, const QString &module)
{
    using File = Fact<ModuleFile>;
    if (section.exitCode != 0) {
        const bool notFound = section.output.contains("Module " + module.toUtf8() + " not found.");
        return notFound ? File::absent() : File::unknown(complaintOf(section));
    }
    ModuleFile file;
    for (const QByteArray &line : linesOf(section.output)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.startsWith('\t'))
            continue;
        const QByteArrayView name = QByteArrayView(line).first(colon);
        const QString value = cleanText(QByteArrayView(line).sliced(colon + 1), 512);
        if (name == "filename" && file.path.isEmpty())
            file.path = value;
        else if (name == "version" && file.version.isEmpty())
            file.version = value;
        else if (name == "vermagic" && file.vermagic.isEmpty())
            file.vermagic = value;
        else if (name == "srcversion" && file.srcversion.isEmpty())
            file.srcversion = value;
        else if (name == "signer" && file.signer.isEmpty())
            file.signer = value;
    }
    if (!file.builtIn() && !file.path.startsWith(u'/'))
        return File::unknown(u"modinfo names no file"_s);
    return File::known(file);
}

Fact<LoadedModule> parseLoadedModule(const ProbeSection &modules, const ProbeSection &filesystems,
                                     const ProbeSection &versions, const QString &module)
{
    using Loaded = Fact<LoadedModule>;
    const QByteArray name = module.toUtf8();
    for (const QByteArray &line : linesOf(modules.output)) {
        if (line.startsWith(name + ' ')) {
            return Loaded::known({.name = module,
                                  .version = valueOf(versions.output, "version", module),
                                  .srcversion = valueOf(versions.output, "srcversion", module)});
        }
    }
    if (hasWord(filesystems.output, name))
        return Loaded::known({.name = module, .builtIn = true});
    if (modules.exitCode == 0 || modules.exitCode == 1)
        return Loaded::absent();
    return Loaded::unknown(u"/proc/modules could not be read"_s);
}

Fact<QString> parseSecureBoot(const ProbeSection &section)
{
    using State = Fact<QString>;
    const QByteArray text = section.output.simplified();
    const QByteArray lower = text.toLower();
    if (lower.contains("secureboot enabled"))
        return State::known(u"enabled"_s);
    if (lower.contains("secureboot disabled"))
        return State::known(u"disabled"_s);
    if (lower.contains("efi variables are not supported") || lower.contains("no efi firmware")
        || lower.contains("doesn't support secure boot"))
        return State::known(u"unsupported"_s);
    const QList<QByteArray> bytes = text.split(' '); // four attribute bytes, then the value
    if (section.exitCode == 0 && bytes.size() == 5 && (bytes[4] == "0" || bytes[4] == "1"))
        return State::known(bytes[4] == "1" ? u"enabled"_s : u"disabled"_s);
    return State::unknown(complaintOf(section));
}

} // namespace Vermagic
