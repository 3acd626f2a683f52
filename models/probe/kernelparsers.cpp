// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/kernelparsers.h"

#include "models/probe/sectiontext.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Fact<QString> idFact(const QByteArray &value, const QString &what)
{
    static const QRegularExpression id(u"\\A[0-9a-fA-F-]{32,36}\\z"_s);
    const QString word = cleanWord(value);
    if (word.isEmpty())
        return Fact<QString>::unknown(u"the node has no %1"_s.arg(what));
    return id.match(word).hasMatch() ? Fact<QString>::known(word)
                                     : Fact<QString>::unknown(u"not a %1"_s.arg(what));
}

Fact<bool> flagFact(const QByteArray &value, const QString &what)
{
    if (value == "1" || value == "Y")
        return Fact<bool>::known(true);
    if (value == "0" || value == "N")
        return Fact<bool>::known(false);
    return Fact<bool>::unknown(u"%1 is neither yes nor no"_s.arg(what));
}

Fact<qint64> uptimeFact(const QByteArray &value)
{
    bool ok = false;
    const qint64 seconds = value.left(value.indexOf('.')).toLongLong(&ok);
    return ok && seconds >= 0 ? Fact<qint64>::known(seconds) : Fact<qint64>::unknown(u"not an uptime"_s);
}

void readSystemLine(SystemSection &system, const QByteArray &name, const QByteArray &value)
{
    if (name == "hostname")
        system.hostname = Fact<QString>::known(cleanText(value, 253));
    else if (name == "uptime")
        system.uptimeSeconds = uptimeFact(value);
    else if (name == "bootid")
        system.bootId = idFact(value, u"boot id"_s);
    else if (name == "machineid")
        system.machineId = idFact(value, u"machine id"_s);
    else if (name == "cmdline")
        system.kernelCommandLine = Fact<QString>::known(cleanText(value, 4096));
    else if (name == "sigenforce")
        system.signatureEnforced = flagFact(value, u"sig_enforce"_s);
    else if (name == "lockdown" && (value.contains("[integrity]") || value.contains("[confidentiality]")))
        system.signatureEnforced = Fact<bool>::known(true); // the script tells it after sig_enforce
    else if (name == "kexec")
        system.kexecLoaded = flagFact(value, u"kexec_loaded"_s);
    else if (name == "efi")
        system.efi = value == "yes";
    else if (name == "tool")
        system.tools.append(cleanWord(value));
}

QString osReleaseValue(QByteArray value)
{
    value = value.trimmed();
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
        value = value.sliced(1, value.size() - 2);
    return cleanText(value);
}

struct KernelEntry
{
    QByteArray kind;
    QString release;
};

QList<KernelEntry> kernelEntries(const ProbeSection &section)
{
    QList<KernelEntry> result;
    for (const QByteArray &line : linesOf(section.output)) {
        const QList<QByteArray> words = line.split(' ');
        const QString release = words.size() >= 3 ? QString::fromUtf8(words[1]) : QString();
        if (isKernelRelease(release))
            result.append({words[0], release});
    }
    return result;
}

QStringList releasesOf(const QList<KernelEntry> &lines, const char *kind)
{
    QStringList result;
    for (const KernelEntry &line : lines) {
        if (line.kind == kind && !result.contains(line.release))
            result.append(line.release);
    }
    std::ranges::sort(result, versionLess);
    return result;
}

int order(QChar c)
{
    if (c == u'~')
        return -1;
    if (c.isLetter())
        return c.unicode();
    return c.unicode() + 0x100;
}

} // namespace

SystemSection parseSystem(const ProbeSection &section)
{
    SystemSection system;
    const auto unread = [](const char *file) { return u"%1 could not be read"_s.arg(QLatin1String(file)); };
    system.hostname = Fact<QString>::unknown(unread("/proc/sys/kernel/hostname"));
    system.uptimeSeconds = Fact<qint64>::unknown(unread("/proc/uptime"));
    system.bootId = Fact<QString>::unknown(unread("/proc/sys/kernel/random/boot_id"));
    system.machineId = Fact<QString>::unknown(unread("/etc/machine-id"));
    system.kernelCommandLine = Fact<QString>::unknown(unread("/proc/cmdline"));
    system.signatureEnforced = Fact<bool>::unknown(unread("/sys/module/module/parameters/sig_enforce"));
    system.kexecLoaded = Fact<bool>::unknown(unread("/sys/kernel/kexec_loaded"));
    for (const QByteArray &line : linesOf(section.output)) {
        if (const qsizetype equals = line.indexOf('='); equals > 0)
            readSystemLine(system, line.first(equals), line.sliced(equals + 1));
    }
    return system;
}

Fact<OsFacts> parseOs(const ProbeSection &osRelease, const ProbeSection *architecture,
                      const QStringList &tools)
{
    OsFacts os;
    for (const QByteArray &line : linesOf(osRelease.output)) {
        const qsizetype equals = line.indexOf('=');
        if (equals <= 0)
            continue;
        const QByteArray name = line.first(equals);
        const QString value = osReleaseValue(line.sliced(equals + 1));
        if (name == "ID")
            os.id = value;
        else if (name == "VERSION_ID")
            os.versionId = value;
        else if (name == "VERSION_CODENAME")
            os.codename = value;
        else if (name == "PRETTY_NAME")
            os.prettyName = value;
    }
    if (os.id.isEmpty())
        return Fact<OsFacts>::unknown(u"/etc/os-release names no ID"_s);
    if (architecture && architecture->exitCode == 0)
        os.architecture = cleanWord(architecture->output);
    if (tools.contains(u"apt-get"_s))
        os.packageManager = u"apt"_s;
    else if (tools.contains(u"dnf"_s))
        os.packageManager = u"dnf"_s;
    return Fact<OsFacts>::known(os);
}

Fact<QString> parseKernelRelease(const ProbeSection &section)
{
    const QString text = QString::fromUtf8(section.output);
    if (section.exitCode == 0 && isKernelRelease(text))
        return Fact<QString>::known(text);
    if (section.exitCode != 0)
        return Fact<QString>::unknown(complaintOf(section));
    return Fact<QString>::unknown(u"“%1” is not a kernel release"_s.arg(cleanText(section.output, 80)));
}

Fact<QStringList> parseInstalledKernels(const ProbeSection &section)
{
    const QList<KernelEntry> lines = kernelEntries(section);
    QStringList kernels = releasesOf(lines, "image");
    if (kernels.isEmpty())
        kernels = releasesOf(lines, "modules");
    if (kernels.isEmpty())
        return Fact<QStringList>::unknown(u"neither /boot nor /lib/modules shows a kernel"_s);
    return Fact<QStringList>::known(kernels);
}

QStringList parseModuleFolders(const ProbeSection &section)
{
    return releasesOf(kernelEntries(section), "modules");
}

QMap<QString, Fact<HeaderFacts>> parseHeaders(const ProbeSection &section)
{
    QMap<QString, Fact<HeaderFacts>> headers;
    for (const QByteArray &line : linesOf(section.output)) {
        const QList<QByteArray> words = line.split(' ');
        const QString kernel = QString::fromUtf8(words[0]);
        if (words.size() < 3 || !isKernelRelease(kernel))
            continue;
        const QByteArray &word = words[1];
        if (word == "ok")
            headers[kernel] = Fact<HeaderFacts>::known(
                {.buildLink = cleanText(line.sliced(words[0].size() + word.size() + 2), 512)});
        else if (word == "elsewhere")
            headers[kernel] = Fact<HeaderFacts>::unknown(
                u"the build link leads outside /usr and is not followed: %1"_s.arg(
                    cleanText(line.sliced(words[0].size() + word.size() + 2), 200)));
        else if (word == "missing" || word == "dangling" || word == "incomplete")
            headers[kernel] = Fact<HeaderFacts>::absent();
        else
            headers[kernel] = Fact<HeaderFacts>::unknown(
                u"the probe's word “%1” is not known"_s.arg(cleanText(word, 20)));
    }
    return headers;
}

bool versionLess(const QString &left, const QString &right)
{
    qsizetype i = 0, j = 0;
    while (i < left.size() || j < right.size()) {
        while ((i < left.size() && !left[i].isDigit()) || (j < right.size() && !right[j].isDigit())) {
            const int a = i < left.size() && !left[i].isDigit() ? order(left[i]) : 0;
            const int b = j < right.size() && !right[j].isDigit() ? order(right[j]) : 0;
            if (a != b)
                return a < b;
            i += i < left.size();
            j += j < right.size();
        }
        const auto number = [](const QString &text, qsizetype &at) {
            while (at < text.size() && text[at] == u'0')
                ++at;
            const qsizetype begin = at;
            while (at < text.size() && text[at].isDigit())
                ++at;
            return QStringView(text).sliced(begin, at - begin);
        };
        const QStringView a = number(left, i), b = number(right, j);
        if (a.size() != b.size())
            return a.size() < b.size();
        if (a != b)
            return a < b;
    }
    return false;
}

} // namespace Vermagic
