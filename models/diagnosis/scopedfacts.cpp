// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/scopedfacts.h"

#include "models/diagnosis/knownlines.h"
#include "models/playbook/inventoryfacts.h"
#include "models/probe/factcatalog.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

void addConnection(FactMap &facts, const NodeSnapshot &node)
{
    const HostKeyChange change = node.hostKeyChange.value_or(HostKeyChange{});
    facts.insert(u"connection.error"_s, textFact(node.error ? errorCodeName(node.error->code) : QString()));
    facts.insert(u"connection.message"_s, textFact(node.error ? node.error->message : QString()));
    facts.insert(u"connection.host"_s, textFact(change.host));
    facts.insert(u"connection.key.type"_s, textFact(change.keyType));
    facts.insert(u"connection.key.old"_s, textFact(change.oldFingerprint));
    facts.insert(u"connection.key.new"_s, textFact(change.newFingerprint));
    const QString verdict = isExplained(change.evidence) ? u"explained"_s : u"unexplained"_s;
    facts.insert(u"connection.key.verdict"_s, textFact(node.hostKeyChange ? verdict : QString()));
    facts.insert(u"connection.key.evidence"_s, textFact(evidenceLines(change.evidence).join(u"; "_s)));
    facts.insert(u"connection.known_hosts"_s, textFact(change.knownHostsFile));
}

void addBuildEnvironment(FactMap &facts, const NodeSnapshot &node)
{
    if (!node.reference)
        return;
    facts.insert(u"build.name"_s, textFact(node.reference->name));
    facts.insert(u"build.kernel"_s, node.reference->kernel);
    facts.insert(u"build.headers"_s, node.reference->headersPackage);
    facts.insert(u"build.version"_s, node.reference->moduleVersion);
    facts.insert(u"build.rust"_s, node.reference->rust);
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

ScopedFacts nodeScope(const NodeSnapshot &node, const Inventory &inventory, const SignatureBook &signatures)
{
    ScopedFacts scope;
    if (node.facts)
        scope.facts = factValues(*node.facts, node.spec, inventory);
    addNodeFacts(scope.facts, node.spec, inventory);
    addBuildEnvironment(scope.facts, node);
    scope.facts.insert(node.compatibility);
    scope.facts.insert(u"kernel.flavour"_s, kernelFlavour(scope.facts.value(u"kernel.release"_s)));
    addConnection(scope.facts, node);
    if (node.facts)
        addLogFacts(scope.facts, node.facts->logs, signatures);
    return scope;
}

QList<ScopedFacts> scopesOf(Scope kind, const NodeSnapshot &node, const Inventory &inventory,
                            const SignatureBook &signatures)
{
    const ScopedFacts base = nodeScope(node, inventory, signatures);
    if (kind <= Scope::Node)
        return {base};
    const QList<FilesystemSpec> filesystems = inventory.filesystemsOf(node.spec);
    QList<ScopedFacts> scopes;
    if (kind == Scope::Filesystem) {
        for (const FilesystemSpec &spec : filesystems) {
            ScopedFacts scope = base;
            scope.filesystem = spec.name;
            addFilesystemFacts(scope.facts, spec);
            scopes.append(scope);
        }
        return scopes;
    }
    for (const QString &unit : unitsIn(base.facts)) {
        ScopedFacts scope = base;
        scope.service = unit;
        scope.facts.insert(u"service.unit"_s, textFact(unit));
        addNoFilesystem(scope.facts);
        if (const FilesystemSpec *spec = mountedBy(unit, filesystems)) {
            scope.filesystem = spec->name;
            addFilesystemFacts(scope.facts, *spec);
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
    return textFact(parts.join(u'-'));
}

} // namespace Vermagic
