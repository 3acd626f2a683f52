// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/packageparsers.h"

#include "models/probe/sectiontext.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Packages = Fact<QList<PackageEntry>>;

/// What is wrong with a dpkg state, or nothing.
QString brokenState(const QString &status)
{
    if (status.size() >= 3 && status[2] == u'R')
        return u"reinst-required"_s;
    switch (status.size() >= 2 ? status[1].unicode() : 0) {
    case 'H':
        return u"half-installed"_s;
    case 'U':
        return u"unpacked"_s;
    case 'F':
        return u"half-configured"_s;
    case 'W':
        return u"triggers-awaited"_s;
    case 't':
        return u"triggers-pending"_s;
    default:
        return {};
    }
}

bool isDpkgStatus(const QByteArray &status)
{
    return status.size() >= 2 && status.size() <= 3 && QByteArrayView("uihrp").contains(status[0])
           && QByteArrayView("ncHUFWti").contains(status[1])
           && (status.size() < 3 || status[2] == ' ' || status[2] == 'R');
}

} // namespace

Packages parseDpkg(const ProbeSection &section)
{
    if (section.exitCode != 0)
        return Packages::unknown(complaintOf(section));
    QList<PackageEntry> packages;
    for (const QByteArray &line : linesOf(section.output)) {
        if (line.isEmpty())
            continue;
        const QList<QByteArray> fields = line.split('|');
        if (fields.size() != 3 || !isDpkgStatus(fields[0]) || cleanWord(fields[1]).isEmpty())
            return Packages::unknown(u"dpkg-query says “%1”"_s.arg(cleanText(line, 120)));
        packages.append({.name = cleanWord(fields[1]),
                         .version = cleanWord(fields[2]),
                         .status = QString::fromLatin1(fields[0])});
    }
    return Packages::known(packages);
}

Packages parseRpm(const ProbeSection &section)
{
    QList<PackageEntry> packages;
    for (const QByteArray &line : linesOf(section.output)) {
        if (line.isEmpty() || (line.startsWith("package ") && line.endsWith(" is not installed")))
            continue;
        const QList<QByteArray> fields = line.split('|');
        if (fields.size() != 3 || cleanWord(fields[0]).isEmpty())
            return Packages::unknown(u"rpm says “%1”"_s.arg(cleanText(line, 120)));
        packages.append({.name = cleanWord(fields[0]),
                         .version = cleanWord(fields[1]),
                         .architecture = cleanWord(fields[2])});
    }
    return Packages::known(packages);
}

Fact<QList<BrokenPackage>> brokenDpkgPackages(const Packages &packages)
{
    if (!packages.isKnown())
        return Fact<QList<BrokenPackage>>::unknown(packages.reason());
    QList<BrokenPackage> broken;
    for (const PackageEntry &package : packages.value()) {
        if (const QString state = brokenState(package.status); !state.isEmpty())
            broken.append({package.name, state});
    }
    return Fact<QList<BrokenPackage>>::known(broken);
}

Fact<QList<BrokenPackage>> brokenRpmPackages(const Packages &packages)
{
    if (!packages.isKnown())
        return Fact<QList<BrokenPackage>>::unknown(packages.reason());
    QMap<QString, int> count;
    for (const PackageEntry &package : packages.value()) {
        if (!package.name.startsWith("kernel"_L1))
            ++count[package.name + u'.' + package.architecture];
    }
    QList<BrokenPackage> broken;
    for (const auto &[name, versions] : count.asKeyValueRange()) {
        if (versions > 1)
            broken.append({name, u"duplicated"_s});
    }
    if (broken.isEmpty())
        return Fact<QList<BrokenPackage>>::unknown(
            u"rpm keeps no half-configured state; dnf check takes too long for a sweep"_s);
    return Fact<QList<BrokenPackage>>::known(broken);
}

Fact<QStringList> heldDpkgPackages(const Packages &packages)
{
    if (!packages.isKnown())
        return Fact<QStringList>::unknown(packages.reason());
    QStringList held;
    for (const PackageEntry &package : packages.value()) {
        if (package.status.startsWith(u'h'))
            held.append(package.name);
    }
    return Fact<QStringList>::known(held);
}

Fact<QStringList> parseVersionLock(const ProbeSection &section)
{
    QStringList held;
    for (const QByteArray &line : linesOf(section.output)) {
        const QByteArray text = line.trimmed();
        if (text.startsWith("name = ")) // dnf 5, TOML
            held.append(cleanText(text.sliced(7)).remove(u'"'));
        else if (!text.isEmpty() && !text.startsWith('#') && !text.contains(" = ") && !text.startsWith('['))
            held.append(cleanWord(text)); // dnf 4, one pattern a line
    }
    held.removeAll(QString());
    return Fact<QStringList>::known(held);
}

Fact<QString> installedVersion(const Packages &packages, const QString &name)
{
    if (!packages.isKnown())
        return Fact<QString>::unknown(packages.reason());
    for (const PackageEntry &package : packages.value()) {
        if (package.name == name && package.unpacked())
            return Fact<QString>::known(package.version);
    }
    return Fact<QString>::absent();
}

Fact<QString> parseCandidate(const ProbeSection &section, const QString &package)
{
    if (section.exitCode != 0)
        return Fact<QString>::unknown(section.exitCode == 124 ? u"apt-cache did not end in time"_s
                                                              : cleanText(section.output));
    bool inside = false;
    for (const QByteArray &line : linesOf(section.output)) {
        if (!line.startsWith(' ')) {
            inside = line == package.toUtf8() + ':';
            if (!line.isEmpty() && !line.endsWith(':') && !line.startsWith("N: ") && !line.startsWith("W: "))
                return Fact<QString>::unknown(u"apt-cache says “%1”"_s.arg(cleanText(line, 120)));
        } else if (inside && line.startsWith("  Candidate: ")) {
            const QString version = cleanWord(QByteArrayView(line).sliced(13));
            return version == "(none)"_L1 ? Fact<QString>::absent() : Fact<QString>::known(version);
        }
    }
    if (inside)
        return Fact<QString>::unknown(u"apt-cache names no candidate"_s);
    return Fact<QString>::absent();
}

Fact<QString> parseDnfCandidate(const ProbeSection &section, const QString &package)
{
    if (section.exitCode != 0) {
        if (section.exitCode == 1 && section.output.toLower().contains("no matching packages to list"))
            return Fact<QString>::absent();
        return Fact<QString>::unknown(section.exitCode == 124 ? u"dnf did not end in time"_s
                                                              : cleanText(section.output));
    }
    for (const QByteArray &line : linesOf(section.output)) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const qsizetype dot = words.first().lastIndexOf('.');
        if (words.size() != 3 || dot < 0)
            continue;
        const QByteArray version = words[1].sliced(words[1].indexOf(':') + 1);
        if (words[0].first(dot) + '-' + version + words[0].sliced(dot) == package.toUtf8())
            return Fact<QString>::known(cleanWord(words[1]));
    }
    return Fact<QString>::unknown(u"dnf does not list “%1”"_s.arg(package));
}

} // namespace Vermagic
