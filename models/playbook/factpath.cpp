// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/factpath.h"

#include "models/probe/nodefacts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using enum ValueType;

const QList<FactPath> &catalog()
{
    static const QList<FactPath> paths{
        // the node's own answers
        {u"os.id"_s},
        {u"os.version"_s},
        {u"os.codename"_s},
        {u"os.arch"_s, Name},
        {u"os.packages"_s},
        {u"kernel.release"_s, KernelRelease},
        {u"kernel.next"_s, KernelRelease},
        {u"kernel.next.source"_s},
        {u"kernel.installed"_s},
        {u"kernel.flavour"_s, Name},
        {u"headers.release"_s},
        {u"headers.next"_s},
        {u"headers.release.candidate"_s, Version},
        {u"packages.broken"_s},
        {u"packages.holds"_s},
        {u"secureboot.state"_s},
        {u"secureboot.enforced"_s},
        {u"system.uptime"_s},
        {u"system.bootid"_s},
        {u"system.machineid"_s},
        {u"sudo.mode"_s},
        {u"dkms.<module>"_s, Text, Scope::Filesystem},
        {u"dkms.<module>.version"_s, Version, Scope::Filesystem},
        {u"dkms.<module>.next"_s, Text, Scope::Filesystem},
        {u"module.<module>"_s, Text, Scope::Filesystem},
        {u"module.<module>.file"_s, Path, Scope::Filesystem},
        {u"module.<module>.next.file"_s, Path, Scope::Filesystem},
        {u"module.<module>.vermagic"_s, Text, Scope::Filesystem},
        {u"module.<module>.package"_s, Version, Scope::Filesystem},
        {u"module.<module>.package.next"_s, Version, Scope::Filesystem},
        {u"module.<module>.package.candidate"_s, Version, Scope::Filesystem},
        {u"module.<module>.signer"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.source"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.fstab"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.unit"_s, Text, Scope::Filesystem},
        {u"service.<unit>"_s, Text, Scope::Service},
        {u"service.<unit>.enabled"_s, Text, Scope::Service},
        // the inventory
        {u"node.name"_s},
        {u"node.address"_s},
        {u"node.group"_s},
        {u"node.roles"_s},
        {u"fs.name"_s, Text, Scope::Filesystem},
        {u"fs.kind"_s, Name, Scope::Filesystem},
        {u"fs.provision"_s, Text, Scope::Filesystem},
        {u"fs.version"_s, Version, Scope::Filesystem},
        {u"fs.module"_s, Name, Scope::Filesystem},
        {u"fs.mountpoint"_s, Path, Scope::Filesystem},
        {u"fs.unit"_s, Unit, Scope::Filesystem},
        {u"service.unit"_s, Unit, Scope::Service},
        // the connection
        {u"connection.error"_s},
        {u"connection.message"_s},
        {u"connection.host"_s},
        {u"connection.key.type"_s},
        {u"connection.key.old"_s},
        {u"connection.key.new"_s},
        {u"connection.known_hosts"_s},
    };
    return paths;
}

/// "module.beegfs.file" → "module.<module>.file": the one part that a playbook may spell out.
QString generalised(const QString &path)
{
    static const QRegularExpression named(u"^(dkms|module)\\.([a-z0-9_]+)(\\..+)?$"_s);
    const QRegularExpressionMatch match = named.match(path);
    return match.hasMatch() ? match.captured(1) + u".<module>"_s + match.captured(3) : path;
}

bool matchesWhole(const QString &value, QStringView pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    return expression.match(value).hasMatch();
}

} // namespace

std::optional<FactPath> findFactPath(const QString &path)
{
    const auto it = std::ranges::find(catalog(), path, &FactPath::pattern);
    if (it != catalog().end())
        return *it;
    const auto general = std::ranges::find(catalog(), generalised(path), &FactPath::pattern);
    if (general == catalog().end())
        return std::nullopt;
    return FactPath{path, general->type, Scope::Node};
}

QStringList factPathPatterns()
{
    QStringList patterns;
    for (const FactPath &path : catalog())
        patterns.append(path.pattern);
    patterns.sort();
    return patterns;
}

QString resolvedFactPath(const QString &path, const FactMap &facts)
{
    static const QList<std::pair<QString, QString>> parts{{u"<module>"_s, u"fs.module"_s},
                                                          {u"<mountpoint>"_s, u"fs.mountpoint"_s},
                                                          {u"<unit>"_s, u"service.unit"_s}};
    for (const auto &[bracket, source] : parts) {
        const qsizetype at = path.indexOf(bracket);
        if (at < 0)
            continue;
        const QString value = facts.value(source).value();
        return value.isEmpty() ? QString() : path.left(at) + value + path.mid(at + bracket.size());
    }
    return path;
}

std::optional<Fact<QString>> factAt(const QString &path, const FactMap &facts)
{
    const QString resolved = resolvedFactPath(path, facts);
    if (resolved.isEmpty())
        return std::nullopt;
    return facts.value(resolved, Fact<QString>::unknown(u"not looked at"_s));
}

bool isOfType(const QString &value, ValueType type)
{
    switch (type) {
    case Text:
        return false;
    case KernelRelease:
        return isKernelRelease(value);
    case Version:
        return matchesWhole(value, u"[A-Za-z0-9][A-Za-z0-9.+~:_-]{0,127}");
    case Name:
        return matchesWhole(value, u"[a-z0-9][a-z0-9_+.-]{0,63}");
    case Unit:
        return matchesWhole(value,
                            u"[A-Za-z0-9_][A-Za-z0-9:_.@\\\\-]{0,200}\\.(service|mount|automount|target)");
    case Path:
        return value.size() < 4096 && matchesWhole(value, u"/[\\p{L}\\p{N}/._+@:=,~-]*")
               && !value.contains(u"/../"_s) && !value.endsWith(u"/.."_s);
    }
    return false;
}

QString valueTypeName(ValueType type)
{
    switch (type) {
    case Text:
        return u"a text"_s;
    case KernelRelease:
        return u"a kernel release"_s;
    case Version:
        return u"a version"_s;
    case Name:
        return u"a name"_s;
    case Unit:
        return u"a systemd unit"_s;
    case Path:
        return u"an absolute path"_s;
    }
    return {};
}

} // namespace Vermagic
