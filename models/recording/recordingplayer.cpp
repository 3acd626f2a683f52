// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recording/recordingplayer.h"

#include "models/compatibility/claimjson.h"
#include "models/inventory/inventoryreader.h"
#include "models/inventory/nodeselection.h"
#include "models/recording/factfields.h"
#include "models/recording/fieldjson.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr auto schemaName = "vermagic.recording/1"_L1;
constexpr qsizetype longestLine = 16 * 1024 * 1024;

Error mistake(const QString &what)
{
    return {ErrorCode::InvalidInput, what, {}, {}};
}

Error at(Error error, const QString &file, qsizetype number)
{
    if (error.context.isEmpty())
        error.context = u"%1:%2"_s.arg(file).arg(number);
    return error;
}

Result<QJsonObject> objectOf(const QByteArray &line, const QString &file, qsizetype number)
{
    if (line.size() > longestLine)
        return std::unexpected(at(mistake(u"the line is longer than 16 MiB"_s), file, number));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (document.isObject())
        return document.object();
    Error error = mistake(problem.error == QJsonParseError::NoError ? u"not an object"_s
                                                                    : problem.errorString());
    error.context = u"%1:%2:%3"_s.arg(file).arg(number).arg(std::max(problem.offset, 1));
    return std::unexpected(error);
}

Result<void> hasOnly(const QJsonObject &object, const QStringList &keys)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() != "event"_L1 && it.key() != "at"_L1 && !keys.contains(it.key()))
            return std::unexpected(mistake(u"has the unknown key “%1”"_s.arg(printable(it.key().toUtf8()))));
    }
    return {};
}

template<typename T>
Result<T> valueOf(const QJsonObject &object, const QString &key)
{
    T value{};
    PatchReader reader;
    reader.apply(value, object.value(key));
    if (!reader.mistake().isEmpty())
        return std::unexpected(mistake(key + u": "_s + reader.mistake()));
    return value;
}

/// What a first line says when it is none of ours.
Result<void> checkSchema(const QJsonObject &object)
{
    const QString schema = object.value("schema"_L1).toString();
    if (schema == schemaName)
        return {};
    if (schema.startsWith("vermagic.recording/"_L1))
        return std::unexpected(mistake(u"a recording of another version: “%1”, not %2"_s.arg(
            printable(schema.toUtf8()).left(40), schemaName)));
    return std::unexpected(
        mistake(u"this is no recorded session: its first line does not say %1"_s.arg(schemaName)));
}

/// The start without its inventory, of which only the text is read so far.
Result<RecordedStart> readStart(const QJsonObject &object, QString *inventory)
{
    RecordedStart start;
    const auto take = [&](const QString &key, auto *value) {
        return valueOf<std::remove_pointer_t<decltype(value)>>(object, key)
            .transform([value](const auto &read) { *value = read; });
    };
    return checkSchema(object)
        .and_then([&] {
            return hasOnly(object,
                           {u"schema"_s, u"program"_s, u"inventoryFile"_s, u"inventory"_s, u"nodes"_s});
        })
        .and_then([&] { return take(u"at"_s, &start.at); })
        .and_then([&] { return take(u"program"_s, &start.program); })
        .and_then([&] { return take(u"inventoryFile"_s, &start.inventory.file); })
        .and_then([&] { return take(u"inventory"_s, inventory); })
        .and_then([&] { return take(u"nodes"_s, &start.nodes); })
        .transform([&] { return start; });
}

} // namespace

Loaded<RecordedStart> readRecordedStart(const QByteArray &line, const QString &file)
{
    QString text;
    const Result<RecordedStart> read = objectOf(line, file, 1).and_then([&](const QJsonObject &object) {
        return readStart(object, &text);
    });
    if (!read)
        return std::unexpected(QList{at(read.error(), file, 1)});
    RecordedStart start = *read;
    // Mistakes of the inventory name their line within its text.
    Loaded<Inventory> inventory = loadInventory(text.toUtf8(), file + u":1: inventory"_s);
    if (!inventory)
        return std::unexpected(inventory.error());
    inventory->file = start.inventory.file;
    start.inventory = *inventory;
    const Result<QStringList> nodes = selectNodes(start.nodes.isEmpty() ? u"@*"_s : start.nodes.join(u','),
                                                  start.inventory);
    if (!nodes)
        return std::unexpected(QList{at(mistake(u"nodes: "_s + nodes.error().message), file, 1)});
    start.nodes = *nodes;
    return start;
}

RecordingPlayer::RecordingPlayer(const Inventory &inventory, QString file)
    : m_file(std::move(file))
{
    for (const NodeSpec &node : inventory.nodes)
        m_names.insert(node.name);
}

Result<RecordedEvent> RecordingPlayer::read(const QByteArray &line, qsizetype number)
{
    const Result<QJsonObject> object = objectOf(line, m_file, number);
    if (!object)
        return std::unexpected(object.error());
    const Result<QDateTime> time = valueOf<QDateTime>(*object, u"at"_s);
    if (!time)
        return std::unexpected(at(time.error(), m_file, number));
    const QString event = object->value("event"_L1).toString();
    Result<ClusterEvent> read = std::unexpected(
        mistake(u"no such event: “%1”"_s.arg(printable(event.toUtf8()).left(40))));
    if (event == "end"_L1) {
        const Result<bool> complete = hasOnly(*object, {u"complete"_s}).and_then([&] {
            return valueOf<bool>(*object, u"complete"_s);
        });
        if (complete)
            return RecordedEvent{*time, RecordedEnd{*complete}};
        read = std::unexpected(complete.error());
    } else if (event == "node"_L1) {
        read = readNode(*object);
    } else if (event == "sweep"_L1) {
        read = hasOnly(*object, {}).transform([&] { return ClusterEvent(SweepStarted{*time, {}}); });
    } else if (event == "proofs"_L1) {
        read = readProofs(*object);
    } else if (event == "swept"_L1) {
        read = hasOnly(*object, {}).transform([&] { return ClusterEvent(SweepFinished{*time}); });
    } else if (event == "build"_L1) {
        read = hasOnly(*object, {u"facts"_s})
                   .and_then([&] { return valueOf<BuildEnvironmentFacts>(*object, u"facts"_s); })
                   .transform([](const BuildEnvironmentFacts &facts) {
                       return ClusterEvent(BuildEnvironmentGathered{facts});
                   });
    }
    if (!read)
        return std::unexpected(at(read.error(), m_file, number));
    return RecordedEvent{*time, *read};
}

Result<ClusterEvent> RecordingPlayer::readNode(const QJsonObject &object)
{
    if (const Result<void> keys = hasOnly(object, {u"node"_s, u"patch"_s}); !keys)
        return std::unexpected(keys.error());
    const QString name = object.value("node"_L1).toString();
    if (!m_names.contains(name))
        return std::unexpected(
            mistake(u"the inventory has no node “%1”"_s.arg(printable(name.toUtf8()).left(80))));
    SeenNode &seen = m_seen[name];
    PatchReader reader;
    reader.apply(seen, object.value("patch"_L1));
    if (!reader.mistake().isEmpty())
        return std::unexpected(mistake(u"patch: "_s + reader.mistake()));
    return nodeSeen(name, seen);
}

Result<ClusterEvent> RecordingPlayer::readProofs(const QJsonObject &object) const
{
    if (const Result<void> keys = hasOnly(object, {u"proofs"_s}); !keys)
        return std::unexpected(keys.error());
    if (!object.value("proofs"_L1).isArray())
        return std::unexpected(mistake(u"proofs: not a list"_s));
    CompatibilityProven proven;
    const QJsonArray proofs = object.value("proofs"_L1).toArray();
    for (const auto &proof : proofs) {
        const Result<Claim> claim = readProofLine(
            QJsonDocument(proof.toObject()).toJson(QJsonDocument::Compact), {});
        if (!claim)
            return std::unexpected(mistake(u"proofs.%1: not what a node proved"_s.arg(proven.proofs.size())));
        proven.proofs.append(*claim);
    }
    return proven;
}

} // namespace Vermagic
