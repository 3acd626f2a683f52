// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recording/recordingwriter.h"

#include "models/compatibility/claimjson.h"
#include "models/inventory/inventorywriter.h"
#include "models/recording/factfields.h"
#include "models/recording/fieldjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray line(const QString &event, const QDateTime &at, QJsonObject object = {})
{
    object.insert(u"event"_s, event);
    object.insert(u"at"_s, toJson(at));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray RecordingWriter::startLine(const Inventory &inventory, const QStringList &nodes,
                                      const QString &program, const QDateTime &at)
{
    Inventory shown = inventory;
    for (NodeSpec &node : shown.nodes)
        node.identity.clear();
    return line(u"start"_s, at,
                {{u"schema"_s, u"vermagic.recording/1"_s},
                 {u"program"_s, program},
                 {u"inventoryFile"_s, inventory.file},
                 {u"inventory"_s, QString::fromUtf8(renderInventory(shown))},
                 {u"nodes"_s, QJsonArray::fromStringList(nodes)}});
}

QByteArray RecordingWriter::proofsLine(const QList<Claim> &proofs, const QDateTime &at)
{
    QJsonArray array;
    for (const Claim &proof : proofs)
        array.append(QJsonDocument::fromJson(proofLine(proof)).object());
    return line(u"proofs"_s, at, {{u"proofs"_s, array}});
}

QByteArray RecordingWriter::sweepLine(const QDateTime &at)
{
    return line(u"sweep"_s, at);
}

QByteArray RecordingWriter::buildLine(const BuildEnvironmentFacts &facts, const QDateTime &at)
{
    return line(u"build"_s, at, {{u"facts"_s, toJson(facts)}});
}

QByteArray RecordingWriter::sweptLine(const QDateTime &at)
{
    return line(u"swept"_s, at);
}

QByteArray RecordingWriter::endLine(bool complete, const QDateTime &at)
{
    return line(u"end"_s, at, {{u"complete"_s, complete}});
}

QByteArray RecordingWriter::nodeLine(const NodeSnapshot &node, const QDateTime &at)
{
    const SeenNode seen = seenNode(node);
    SeenNode &written = m_written[node.spec.name];
    if (seen == written)
        return {};
    const QJsonObject patch = mergePatch(toJson(written).toObject(), toJson(seen).toObject());
    written = seen;
    return line(u"node"_s, at, {{u"node"_s, node.spec.name}, {u"patch"_s, patch}});
}

} // namespace Vermagic
