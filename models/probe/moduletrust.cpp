// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/moduletrust.h"

#include "models/probe/sectiontext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Text = Fact<QString>;
using Names = Fact<QStringList>;

/// "/lib/modules/K/updates/dkms/beegfs.ko.xz" is beegfs.
QString moduleOfFile(QByteArrayView path)
{
    const qsizetype slash = path.lastIndexOf('/');
    const QString name = cleanWord(path.sliced(slash + 1));
    return name.section(u".ko"_s, 0, 0);
}

} // namespace

Text parseDepends(const ProbeSection &section, const QString &module)
{
    if (section.output.contains("FATAL: Module " + module.toUtf8() + " not found in directory"))
        return Text::absent();
    if (section.exitCode != 0)
        return Text::unknown(complaintOf(section));
    QStringList inserted;
    bool builtIn = false;
    for (const QByteArray &line : linesOf(section.output)) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QByteArray &action = words.constFirst();
        if (action == "missing" || action == "install")
            return Text::absent();
        if (action == "insmod" && words.size() >= 2)
            inserted.append(moduleOfFile(words[1]));
        builtIn |= action == "builtin";
    }
    if (!inserted.isEmpty())
        return Text::known(inserted.join(u' '));
    return builtIn ? Text::known(u"builtin"_s) : Text::unknown(u"modprobe names nothing to insert"_s);
}

Names parseKernelKeys(const ProbeSection &section)
{
    static const QRegularExpression key(u" asymmetri (.{1,200}): [0-9a-f]{8,}: X509\\."_s);
    if (section.exitCode != 0 || !section.output.contains(".builtin_trusted_keys"))
        return Names::unknown(u"/proc/keys shows the kernel's keys to root alone"_s);
    QStringList names;
    for (const QByteArray &line : linesOf(section.output)) {
        if (const QRegularExpressionMatch match = key.match(cleanText(line, 512)); match.hasMatch())
            names.append(match.captured(1));
    }
    return Names::known(names);
}

Names parseEnrolledKeys(const ProbeSection &section)
{
    static const QRegularExpression subject(u"^Subject:.*\\bCN ?= ?([^,/]+)"_s);
    QStringList names;
    for (const QByteArray &line : linesOf(section.output)) {
        if (const QRegularExpressionMatch match = subject.match(cleanText(line, 512)); match.hasMatch())
            names.append(match.captured(1).trimmed());
    }
    if (!names.isEmpty() || section.output.contains("MokListRT is empty"))
        return Names::known(names);
    return Names::unknown(complaintOf(section));
}

Text moduleTrust(const Fact<ModuleFile> &file, const SigningKeys &keys)
{
    if (!file.isKnown())
        return file.isAbsent() ? Text::absent() : Text::unknown(file.reason());
    const QString &signer = file.value().signer;
    if (file.value().builtIn())
        return Text::known(u"yes"_s);
    if (signer.isEmpty())
        return Text::known(u"no"_s);
    // The kernel names a key "ORGANISATION: NAME" where its certificate has both.
    const auto isSigner = [&](const QString &name) {
        return name == signer || name.endsWith(u": "_s + signer);
    };
    const auto isIn = [&](const Names &names) { return std::ranges::any_of(names.value(), isSigner); };
    if (keys.trusted.isKnown())
        return Text::known(isIn(keys.trusted) ? u"yes"_s : u"no"_s);
    if (keys.enrolled.isKnown() && isIn(keys.enrolled))
        return Text::known(u"yes"_s);
    return Text::unknown(keys.trusted.reason());
}

} // namespace Vermagic
