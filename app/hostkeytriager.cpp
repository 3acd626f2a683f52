// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hostkeytriager.h"

#include "app/ssh/knownhosts.h"
#include "app/ssh/publickey.h"
#include "models/inventory/inventoryfields.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Where a host key was shown, taken apart from the name under which it is looked up.
struct Address
{
    QString address;
    int port = 22;
};

/// "[host]:port" or a plain name.
Address placeOf(const QString &host)
{
    if (!host.startsWith(u'['))
        return {host};
    return {host.section(u']', 0, 0).mid(1), host.section(u"]:"_s, -1).toInt()};
}

/// The names under which keys of this node may be written down.
QStringList namesOf(const NodeSpec &spec)
{
    QStringList names{spec.name.toLower(), spec.address.toLower(), spec.hostKeyAlias.toLower()};
    if (spec.port > 0)
        names.append(u"[%1]:%2"_s.arg(spec.address.toLower()).arg(spec.port));
    names.removeAll(QString());
    return names;
}

/// The node whose key it is: on the way to a node, a jump host may show another key than before.
const NodeSpec *subjectOf(const HostKeyChange &change, const NodeSpec &node, const Inventory &inventory)
{
    const auto isMeant = [&](const NodeSpec &spec) {
        const QStringList names = namesOf(spec);
        return names.contains(change.host) || names.contains(placeOf(change.host).address);
    };
    if (isMeant(node) || node.proxyJump.isEmpty())
        return &node;
    const auto other = std::ranges::find_if(inventory.nodes, isMeant);
    return other == inventory.nodes.end() ? nullptr : &*other;
}

PublishedKeys publishedKeys(const QString &path, const HostKeyChange &change, const QStringList &names)
{
    PublishedKeys keys{.file = path};
    if (path.isEmpty())
        return keys;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        keys.problem = file.errorString();
        return keys;
    }
    for (const QByteArray &raw : file.readAll().split('\n')) {
        const std::optional<KnownHostsLine> line = parseKnownHostsLine(raw);
        if (!line || line->marker != KnownHostsLine::Marker::None
            || line->keyType != change.keyType.toLatin1())
            continue;
        if (std::ranges::any_of(names,
                                [&](const QString &name) { return knownHostsNamesMatch(line->hosts, name); }))
            keys.fingerprints.append(keyFingerprint(line->key));
    }
    return keys;
}

/// As ssh-keyscan -t calls it.
QString scanType(const QString &keyType)
{
    for (const QString &type : {u"ed25519"_s, u"ecdsa"_s, u"rsa"_s}) {
        if (keyType.contains(type))
            return type;
    }
    return keyType.section(u'-', -1);
}

QStringList scannedKeys(const QByteArray &output)
{
    QStringList fingerprints;
    for (const QByteArray &raw : output.split('\n')) {
        if (const std::optional<KnownHostsLine> line = parseKnownHostsLine(raw))
            fingerprints.append(keyFingerprint(line->key));
    }
    return fingerprints;
}

} // namespace

HostKeyTriager::HostKeyTriager(NodePool *pool, ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_state(state)
{
    connect(state, &ClusterState::nodeChanged, this, &HostKeyTriager::nodeChanged);
    connect(pool, &NodePool::aboutToDropShells, this, [this] {
        m_testimonies.clear();
        m_asked.clear();
    });
}

void HostKeyTriager::nodeChanged(const QString &name)
{
    const NodeSnapshot *changed = m_state->snapshot().node(name);
    if (!changed)
        return;
    if (changed->hostKeyChange) {
        triage(*changed);
        return;
    }
    if (changed->phase != ConnectionPhase::Ready)
        return;
    // Somebody is connected now who may look for the others.
    QStringList waiting;
    for (const NodeSnapshot &node : m_state->snapshot().nodes) {
        const bool open = !m_testimonies.contains(node.spec.name) && !m_asked.contains(node.spec.name);
        if (node.hostKeyChange && open)
            waiting.append(node.spec.name);
    }
    for (const QString &node : std::as_const(waiting))
        triage(*m_state->snapshot().node(node));
}

void HostKeyTriager::triage(const NodeSnapshot &node)
{
    const HostKeyChange change = *node.hostKeyChange;
    const Inventory &inventory = *m_state->snapshot().inventory;
    const NodeSpec *subject = subjectOf(change, node.spec, inventory);
    QStringList names{change.host};
    if (subject)
        names += namesOf(*subject);
    const Testimony testimony = m_testimonies.value(node.spec.name);
    const bool heard = testimony.fingerprint == change.newFingerprint;
    if (!heard)
        askWitness(node);
    const QString name = node.spec.name; // the snapshot may move while it is told
    m_state->apply(HostKeyTriaged{
        name,
        change.newFingerprint,
        {windowEvidence(subject ? subject->name : QString(), inventory.rebuildWindows,
                        QDateTime::currentDateTimeUtc()),
         publishedEvidence(publishedKeys(inventory.hostKeysFile, change, names), change.newFingerprint),
         witnessEvidence(heard ? testimony.answer : WitnessAnswer{}, change.newFingerprint)}});
}

/// Connected and trusted, at another address, and not reached by way of the host in question.
const NodeSnapshot *HostKeyTriager::witnessFor(const NodeSnapshot &node) const
{
    const Address place = placeOf(node.hostKeyChange->host);
    for (const NodeSnapshot &other : m_state->snapshot().nodes) {
        const bool apart = other.spec.name != node.spec.name && other.spec.address != place.address
                           && !other.spec.proxyJump.contains(place.address)
                           && !other.spec.proxyJump.contains(node.spec.name);
        if (apart && other.phase == ConnectionPhase::Ready && !other.error)
            return &other;
    }
    return nullptr;
}

void HostKeyTriager::askWitness(const NodeSnapshot &node)
{
    const NodeSnapshot *witness = witnessFor(node);
    Address place = placeOf(node.hostKeyChange->host);
    if (place.address == node.spec.hostKeyAlias)
        place = {node.spec.address, node.spec.port > 0 ? node.spec.port : 22};
    if (!witness || m_asked.contains(node.spec.name) || !isAddress(place.address) || place.port <= 0)
        return;
    RemoteShell *shell = m_pool->shell(witness->spec.name);
    if (!shell)
        return;
    m_asked.insert(node.spec.name);
    RemoteCommand *command = shell->run(
        {.argv = {u"ssh-keyscan"_s, u"-T"_s, u"5"_s, u"-t"_s, scanType(node.hostKeyChange->keyType), u"-p"_s,
                  QString::number(place.port), place.address},
         .timeout = std::chrono::seconds(10),
         .outputLimit = 64 * 1024});
    connect(command, &RemoteCommand::finished, this,
            [this, name = node.spec.name, asked = witness->spec.name,
             fingerprint = node.hostKeyChange->newFingerprint](const CommandResult &result) {
                witnessAnswered(name, asked, fingerprint, result);
            });
}

void HostKeyTriager::witnessAnswered(const QString &node, const QString &witness, const QString &fingerprint,
                                     const CommandResult &result)
{
    if (!m_asked.remove(node))
        return; // of an inventory that is gone
    WitnessAnswer answer{.node = witness, .fingerprints = scannedKeys(result.standardOutput)};
    if (answer.fingerprints.isEmpty()) {
        const QString said = printable(result.standardError).trimmed().section(u'\n', -1);
        answer.problem = result.error ? result.error->message : said.isEmpty() ? u"no answer"_s : said;
    }
    m_testimonies.insert(node, {fingerprint, answer});
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    if (snapshot && snapshot->hostKeyChange)
        triage(*snapshot);
    if (m_asked.isEmpty())
        Q_EMIT settled();
}

} // namespace Vermagic
