// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/factvocabulary.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using enum ValueType;

QList<FactPath> ownPaths()
{
    return {
        // the node's own answers
        {u"os.id"_s, Name},
        {u"os.version"_s, Version},
        {u"os.codename"_s, Name},
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
        {u"module.<module>.depends"_s, Text, Scope::Filesystem},
        {u"module.<module>.next.depends"_s, Text, Scope::Filesystem},
        {u"module.<module>.vermagic"_s, Text, Scope::Filesystem},
        {u"module.<module>.package"_s, Version, Scope::Filesystem},
        {u"module.<module>.package.next"_s, Version, Scope::Filesystem},
        {u"module.<module>.package.candidate"_s, Version, Scope::Filesystem},
        {u"module.<module>.signer"_s, Text, Scope::Filesystem},
        {u"module.<module>.trusted"_s, Text, Scope::Filesystem},
        {u"module.<module>.next.trusted"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.source"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.fstab"_s, Text, Scope::Filesystem},
        {u"mount.<mountpoint>.unit"_s, Text, Scope::Filesystem},
        {u"service.<unit>"_s, Text, Scope::Service},
        {u"service.<unit>.enabled"_s, Text, Scope::Service},
        // the inventory
        {u"node.name"_s, Host},
        {u"node.address"_s, Host},
        {u"node.group"_s, Host},
        {u"node.roles"_s},
        {u"fs.name"_s, Text, Scope::Filesystem},
        {u"fs.kind"_s, Name, Scope::Filesystem},
        {u"fs.provision"_s, Text, Scope::Filesystem},
        {u"fs.version"_s, Version, Scope::Filesystem},
        {u"fs.module"_s, Name, Scope::Filesystem},
        {u"fs.mountpoint"_s, Path, Scope::Filesystem},
        {u"fs.owner"_s, Text, Scope::Filesystem},
        {u"fs.unit"_s, Unit, Scope::Filesystem},
        {u"service.unit"_s, Unit, Scope::Service},
        {u"cluster.single_roles"_s, Text, Scope::Cluster},
        // the compatibility matrix
        {u"compat.<module>"_s, Text, Scope::Filesystem},
        {u"compat.<module>.source"_s, Text, Scope::Filesystem},
        {u"compat.<module>.version"_s, Version, Scope::Filesystem},
        {u"compat.<module>.suggested"_s, Version, Scope::Filesystem},
        {u"compat.<module>.kernel"_s, KernelRelease, Scope::Filesystem},
        {u"compat.<module>.next"_s, Text, Scope::Filesystem},
        {u"compat.<module>.next.source"_s, Text, Scope::Filesystem},
        {u"compat.<module>.next.suggested"_s, Version, Scope::Filesystem},
        // the build environment
        {u"build.name"_s},
        {u"build.kernel"_s, KernelRelease},
        {u"build.headers"_s, Name},
        {u"build.version"_s, Version},
        {u"build.rust"_s},
        // the connection
        {u"connection.error"_s},
        {u"connection.message"_s},
        {u"connection.host"_s},
        {u"connection.key.type"_s},
        {u"connection.key.old"_s},
        {u"connection.key.new"_s},
        {u"connection.key.verdict"_s},
        {u"connection.key.evidence"_s},
        {u"connection.known_hosts"_s},
    };
}

/// "module.beegfs.file" → "module.<module>.file": the one part that a playbook may spell out.
QString generalised(const QString &path)
{
    static const QRegularExpression named(u"^(compat|dkms|module)\\.([a-z0-9_]+)(\\..+)?$"_s);
    const QRegularExpressionMatch match = named.match(path);
    return match.hasMatch() ? match.captured(1) + u".<module>"_s + match.captured(3) : path;
}

} // namespace

FactVocabulary::FactVocabulary()
{
    static const QList<FactPath> own = ownPaths();
    m_paths = own;
}

bool FactVocabulary::add(const FactPath &path)
{
    if (find(path.pattern))
        return false;
    m_paths.append(path);
    return true;
}

std::optional<FactPath> FactVocabulary::find(const QString &path) const
{
    const auto it = std::ranges::find(m_paths, path, &FactPath::pattern);
    if (it != m_paths.end())
        return *it;
    const auto general = std::ranges::find(m_paths, generalised(path), &FactPath::pattern);
    if (general == m_paths.end())
        return std::nullopt;
    return FactPath{path, general->type, Scope::Node};
}

QStringList FactVocabulary::patterns() const
{
    QStringList patterns;
    for (const FactPath &path : m_paths)
        patterns.append(path.pattern);
    patterns.sort();
    return patterns;
}

bool isInventoryPath(const QString &path)
{
    return path.startsWith(u"fs."_s) || path.startsWith(u"node."_s) || path.startsWith(u"cluster."_s)
           || path.startsWith(u"parameter."_s) || path == u"service.unit"_s;
}

} // namespace Vermagic
