// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/yamlreader.h"

#include "models/core/nearestword.h"
#include "models/core/yamltree.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

/// What a YamlValue points at. `node` is null for a value that is not present; the place is then its map's.
struct YamlHandle
{
    YamlTree *tree = nullptr;
    const YamlNode *node = nullptr;
    int line = 0;
    int column = 0;
    QString path;
};

namespace {

YamlValue makeValue(YamlTree *tree, const YamlNode *node, int line, int column, const QString &path)
{
    const bool here = node && node->kind != YamlNode::Kind::Null;
    return YamlValue(std::make_shared<const YamlHandle>(YamlHandle{
        tree, here ? node : nullptr, node ? node->line : line, node ? node->column : column, path}));
}

QString joined(const QString &path, const QString &key)
{
    return path.isEmpty() ? key : path + u'.' + key;
}

/// "'groups.compute.nodes'", or "the file" for the root.
QString subject(const YamlHandle &handle)
{
    return handle.path.isEmpty() ? u"the file"_s : u'\'' + handle.path + u'\'';
}

/// Null when it is no map or has no such key.
const YamlNode::Entry *entryOf(const YamlHandle &handle, const QString &key)
{
    const YamlNode *map = handle.node;
    const qsizetype at = map && map->kind == YamlNode::Kind::Map ? map->index.value(key, -1) : -1;
    return at < 0 ? nullptr : &map->entries[at];
}

} // namespace

QString SourcePosition::toString() const
{
    QString text = file;
    if (line > 0)
        text += u':' + QString::number(line);
    if (line > 0 && column > 0)
        text += u':' + QString::number(column);
    return text;
}

YamlValue::YamlValue()
    : m_handle(std::make_shared<const YamlHandle>())
{
}

YamlValue::YamlValue(std::shared_ptr<const YamlHandle> handle)
    : m_handle(std::move(handle))
{
}

bool YamlValue::isPresent() const
{
    return m_handle->node;
}

bool YamlValue::isMap() const
{
    return isPresent() && m_handle->node->kind == YamlNode::Kind::Map;
}

bool YamlValue::isList() const
{
    return isPresent() && m_handle->node->kind == YamlNode::Kind::List;
}

bool YamlValue::isScalar() const
{
    return isPresent() && m_handle->node->kind == YamlNode::Kind::Scalar;
}

QString YamlValue::path() const
{
    return m_handle->path;
}

SourcePosition YamlValue::position() const
{
    return {m_handle->tree ? m_handle->tree->file : QString(), m_handle->line, m_handle->column};
}

YamlValue YamlValue::child(const QString &key) const
{
    const QString path = joined(m_handle->path, key);
    if (isPresent() && !isMap())
        fail(u"%1 must be a map (key: value)"_s.arg(subject(*m_handle)));
    const YamlNode::Entry *entry = entryOf(*m_handle, key);
    const YamlNode *node = entry ? entry->value : nullptr;
    return makeValue(m_handle->tree, node, m_handle->line, m_handle->column, path);
}

QStringList YamlValue::keys() const
{
    QStringList result;
    if (isPresent() && !isMap())
        fail(u"%1 must be a map (key: value)"_s.arg(subject(*m_handle)));
    const YamlNode *map = isMap() ? m_handle->node : nullptr;
    if (!map)
        return result;
    result.reserve(map->entries.size());
    for (const YamlNode::Entry &entry : map->entries)
        result.append(entry.key);
    return result;
}

SourcePosition YamlValue::keyPosition(const QString &key) const
{
    const YamlNode::Entry *entry = entryOf(*m_handle, key);
    return entry ? SourcePosition{m_handle->tree->file, entry->line, entry->column} : position();
}

void YamlValue::allowKeys(const QStringList &allowed) const
{
    const QStringList written = keys();
    for (const QString &key : written) {
        if (!allowed.contains(key))
            failAtKey(key, u"unknown key '%1'"_s.arg(key), wordHint(key, allowed));
    }
}

QList<YamlValue> YamlValue::items() const
{
    QList<YamlValue> result;
    if (isPresent() && !isList()) {
        fail(u"%1 must be a list"_s.arg(subject(*m_handle)),
             isScalar() ? u"write [%1]"_s.arg(m_handle->node->text.left(40)) : QString());
    }
    const YamlNode *list = isList() ? m_handle->node : nullptr;
    if (!list)
        return result;
    result.reserve(list->items.size());
    for (const YamlNode *item : list->items) {
        const QString path = u"%1[%2]"_s.arg(m_handle->path).arg(result.size());
        result.append(makeValue(m_handle->tree, item, item->line, item->column, path));
    }
    return result;
}

QString YamlValue::string() const
{
    if (isScalar())
        return m_handle->node->text;
    fail(isPresent() ? u"%1 must be text"_s.arg(subject(*m_handle))
                     : u"%1 is missing"_s.arg(subject(*m_handle)));
    return {};
}

int YamlValue::integer(int minimum, int maximum) const
{
    bool ok = false;
    const int value = isScalar() ? m_handle->node->text.toInt(&ok, 10) : 0;
    if (ok && value >= minimum && value <= maximum)
        return value;
    const QString what = isPresent() ? u"%1 must be a whole number from %2 to %3"_s
                                     : u"%1 is missing: a whole number from %2 to %3"_s;
    fail(what.arg(subject(*m_handle)).arg(minimum).arg(maximum));
    return std::clamp(0, minimum, maximum);
}

bool YamlValue::boolean() const
{
    static const QStringList yes{u"true"_s, u"yes"_s, u"on"_s};
    static const QStringList no{u"false"_s, u"no"_s, u"off"_s};
    if (isScalar() && yes.contains(m_handle->node->text, Qt::CaseInsensitive))
        return true;
    if (isScalar() && no.contains(m_handle->node->text, Qt::CaseInsensitive))
        return false;
    fail(isPresent() ? u"%1 must be true or false"_s.arg(subject(*m_handle))
                     : u"%1 is missing"_s.arg(subject(*m_handle)));
    return false;
}

QStringList YamlValue::strings() const
{
    QStringList result;
    if (!isPresent())
        fail(u"%1 is missing"_s.arg(subject(*m_handle)));
    const QList<YamlValue> values = items();
    for (const YamlValue &value : values)
        result.append(value.string());
    return result;
}

int YamlValue::word(const QStringList &words) const
{
    const QString written = string();
    if (!isScalar())
        return -1;
    const qsizetype index = words.indexOf(written);
    if (index < 0)
        fail(u"%1 cannot be '%2'"_s.arg(subject(*m_handle), written), wordHint(written, words));
    return int(index);
}

QString YamlValue::stringOr(const QString &fallback) const
{
    return isPresent() ? string() : fallback;
}

int YamlValue::integerOr(int fallback, int minimum, int maximum) const
{
    return isPresent() ? integer(minimum, maximum) : fallback;
}

bool YamlValue::booleanOr(bool fallback) const
{
    return isPresent() ? boolean() : fallback;
}

QStringList YamlValue::stringsOr(const QStringList &fallback) const
{
    return isPresent() ? strings() : fallback;
}

void YamlValue::fail(const QString &message, const QString &hint) const
{
    if (m_handle->tree)
        m_handle->tree->fail(m_handle->line, m_handle->column, message, hint);
}

void YamlValue::failAtKey(const QString &key, const QString &message, const QString &hint) const
{
    const SourcePosition at = keyPosition(key);
    if (m_handle->tree)
        m_handle->tree->fail(at.line, at.column, message, hint);
}

YamlDocument::YamlDocument(const QByteArray &text, const QString &file)
    : m_tree(std::make_unique<YamlTree>())
{
    m_tree->file = file;
    parseYaml(text, *m_tree);
}

YamlDocument::~YamlDocument() = default;

YamlValue YamlDocument::root() const
{
    return makeValue(m_tree.get(), m_tree->root, 1, 1, {});
}

const QList<Error> &YamlDocument::errors() const
{
    return m_tree->errors;
}

} // namespace Vermagic
