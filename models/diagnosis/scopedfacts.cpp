// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/scopedfacts.h"

#include "models/probe/factcatalog.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Fact<QString> given(const QString &value)
{
    return value.isEmpty() ? Fact<QString>::absent() : Fact<QString>::known(value);
}

QString kindWord(FilesystemKind kind)
{
    switch (kind) {
    case FilesystemKind::BeeGfs:
        return u"beegfs"_s;
    case FilesystemKind::Lustre:
        return u"lustre"_s;
    case FilesystemKind::VirtioFs:
        return u"virtiofs"_s;
    }
    return {};
}

QString provisionWord(Provision provision)
{
    switch (provision) {
    case Provision::Dkms:
        return u"dkms"_s;
    case Provision::KernelPackage:
        return u"kernel-package"_s;
    case Provision::BuiltIn:
        return u"built-in"_s;
    }
    return {};
}

void addConnection(FactMap &facts, const NodeSnapshot &node)
{
    const HostKeyChange change = node.hostKeyChange.value_or(HostKeyChange{});
    facts.insert(u"connection.error"_s, given(node.error ? errorCodeName(node.error->code) : QString()));
    facts.insert(u"connection.message"_s, given(node.error ? node.error->message : QString()));
    facts.insert(u"connection.host"_s, given(change.host));
    facts.insert(u"connection.key.type"_s, given(change.keyType));
    facts.insert(u"connection.key.old"_s, given(change.oldFingerprint));
    facts.insert(u"connection.key.new"_s, given(change.newFingerprint));
    facts.insert(u"connection.known_hosts"_s, given(change.knownHostsFile));
}

void addFilesystem(FactMap &facts, const FilesystemSpec &spec)
{
    facts.insert(u"fs.name"_s, given(spec.name));
    facts.insert(u"fs.kind"_s, given(kindWord(spec.kind)));
    facts.insert(u"fs.provision"_s, given(provisionWord(spec.provision)));
    facts.insert(u"fs.version"_s, given(spec.version));
    facts.insert(u"fs.module"_s, given(spec.moduleName()));
    facts.insert(u"fs.mountpoint"_s, given(spec.mountpoint));
    facts.insert(u"fs.unit"_s, given(spec.mountUnit));
}

QStringList unitsIn(const FactMap &facts)
{
    QStringList units;
    for (const auto &[path, fact] : facts.asKeyValueRange()) {
        if (path.startsWith(u"service."_s) && !path.endsWith(u".enabled"_s) && path != u"service.unit"_s)
            units.append(path.mid(8));
    }
    return units;
}

/// A service belongs to the file system that it mounts.
const FilesystemSpec *mountedBy(const QString &unit, const QList<FilesystemSpec> &filesystems)
{
    for (const FilesystemSpec &spec : filesystems) {
        if (spec.mountUnit == unit
            || (spec.kind == FilesystemKind::BeeGfs && unit == u"beegfs-client.service"_s))
            return &spec;
    }
    return nullptr;
}

} // namespace

ScopedFacts nodeScope(const NodeSnapshot &node, const Inventory &inventory)
{
    ScopedFacts scope;
    if (node.facts)
        scope.facts = factValues(*node.facts, node.spec, inventory);
    scope.facts.insert(u"node.name"_s, given(node.spec.name));
    scope.facts.insert(u"node.address"_s, given(node.spec.address));
    scope.facts.insert(u"node.group"_s, given(node.spec.group));
    scope.facts.insert(u"node.roles"_s, given(node.spec.roles.join(u' ')));
    scope.facts.insert(u"kernel.flavour"_s, kernelFlavour(scope.facts.value(u"kernel.release"_s)));
    addConnection(scope.facts, node);
    return scope;
}

QList<ScopedFacts> scopesOf(Scope kind, const NodeSnapshot &node, const Inventory &inventory)
{
    const ScopedFacts base = nodeScope(node, inventory);
    if (kind == Scope::Node)
        return {base};
    const QList<FilesystemSpec> filesystems = inventory.filesystemsOf(node.spec);
    QList<ScopedFacts> scopes;
    if (kind == Scope::Filesystem) {
        for (const FilesystemSpec &spec : filesystems) {
            ScopedFacts scope = base;
            scope.filesystem = spec.name;
            addFilesystem(scope.facts, spec);
            scopes.append(scope);
        }
        return scopes;
    }
    for (const QString &unit : unitsIn(base.facts)) {
        ScopedFacts scope = base;
        scope.service = unit;
        scope.facts.insert(u"service.unit"_s, given(unit));
        addFilesystem(scope.facts, FilesystemSpec{});
        for (const QString &name : {u"fs.kind"_s, u"fs.provision"_s, u"fs.module"_s})
            scope.facts.insert(name, Fact<QString>::absent());
        if (const FilesystemSpec *spec = mountedBy(unit, filesystems)) {
            scope.filesystem = spec->name;
            addFilesystem(scope.facts, *spec);
        }
        scopes.append(scope);
    }
    return scopes;
}

Fact<QString> kernelFlavour(const Fact<QString> &release)
{
    if (!release.isKnown())
        return release;
    QStringList parts = release.value().split(u'-');
    while (!parts.isEmpty() && (parts.first().isEmpty() || !parts.first().at(0).isLetter()))
        parts.removeFirst();
    return given(parts.join(u'-'));
}

} // namespace Vermagic
