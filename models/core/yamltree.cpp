// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/yamltree.h"

#include "models/core/yamlreader.h"

#include <QStringDecoder>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype largestInput = 16 * 1024 * 1024;
constexpr qsizetype deepestNesting = 64;
constexpr qint64 mostValues = 2'000'000;
constexpr qsizetype mostErrors = 100;

/// Ends the parse from inside yaml-cpp's callbacks; never leaves this file.
struct Refused
{
    YAML::Mark mark;
    QString message;
    QString hint;
};

/// The text that yaml-cpp reads, with its columns (bytes from 0) turned into ours (characters from 1).
class Source
{
public:
    explicit Source(QByteArray text)
        : m_text(std::move(text))
    {
        m_starts.append(0);
        for (qsizetype at = m_text.indexOf('\n'); at >= 0; at = m_text.indexOf('\n', at + 1))
            m_starts.append(at + 1);
    }
    const QByteArray &text() const { return m_text; }
    QByteArrayView line(int line) const
    {
        if (line < 1 || line > m_starts.size())
            return {};
        const qsizetype start = m_starts[line - 1];
        const qsizetype end = line < m_starts.size() ? m_starts[line] - 1 : m_text.size();
        return QByteArrayView(m_text).sliced(start, end - start);
    }
    int column(const YAML::Mark &mark) const
    {
        const QByteArrayView bytes = line(mark.line + 1)
                                         .first(std::min<qsizetype>(mark.column, line(mark.line + 1).size()));
        const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
        return int(bytes.size() - std::ranges::count_if(bytes, continues)) + 1;
    }
    int lineOf(qsizetype offset) const
    {
        return int(std::ranges::upper_bound(m_starts, offset) - m_starts.begin());
    }

private:
    QByteArray m_text;
    QList<qsizetype> m_starts;
};

/// Builds the tree from yaml-cpp's events.
class Builder : public YAML::EventHandler
{
public:
    Builder(YamlTree &tree, const Source &source)
        : m_tree(tree)
        , m_source(source)
    {
    }

    bool sawDocument() const { return m_documents > 0; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++m_documents > 1)
            throw Refused{mark, u"a second YAML document begins here"_s,
                          u"one document a file: remove the '---'"_s};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(make(mark, anchor, YamlNode::Kind::Null));
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        YamlNode *target = m_anchors.value(anchor);
        if (!target || m_open.contains(target))
            throw Refused{mark, u"this alias refers to a value that contains it"_s, {}};
        add(target, mark);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        checkTag(mark, tag);
        YamlNode *node = make(mark, anchor, YamlNode::Kind::Scalar);
        node->text = QString::fromStdString(value);
        add(node, mark);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::List);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    /// A key whose value has not come yet, one per open map.
    struct PendingKey
    {
        bool set = false;
        YamlNode::Entry entry;
    };

    YamlNode *make(const YAML::Mark &mark, YAML::anchor_t anchor, YamlNode::Kind kind)
    {
        if (qint64(m_tree.nodes.size()) >= mostValues)
            throw Refused{mark, u"the file has more than %1 values"_s.arg(mostValues), {}};
        YamlNode *node = &m_tree.nodes.emplace_back();
        node->kind = kind;
        node->line = mark.line + 1;
        node->column = m_source.column(mark);
        if (anchor != YAML::NullAnchor)
            m_anchors.insert(anchor, node);
        return node;
    }
    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YamlNode::Kind kind)
    {
        checkTag(mark, tag);
        if (m_open.size() >= deepestNesting)
            throw Refused{mark, u"lists and maps are nested more than %1 deep"_s.arg(deepestNesting), {}};
        if (!m_open.isEmpty() && m_open.last()->kind == YamlNode::Kind::Map && !m_pending.last().set)
            throw Refused{mark, u"a key must be plain text, not a list or a map"_s,
                          u"quote it if it begins with '[' or '{'"_s};
        m_open.append(make(mark, anchor, kind));
        m_pending.append(PendingKey());
    }
    void close()
    {
        YamlNode *node = m_open.takeLast();
        m_pending.removeLast();
        if (node->kind == YamlNode::Kind::Map)
            merge(node);
        add(node);
    }
    void add(YamlNode *node) { add(node, YAML::Mark::null_mark()); }
    void add(YamlNode *node, const YAML::Mark &mark)
    {
        if (m_open.isEmpty()) {
            m_tree.root = node;
            return;
        }
        YamlNode *parent = m_open.last();
        if (parent->kind == YamlNode::Kind::Map && !m_pending.last().set) {
            beginEntry(node, mark);
            return;
        }
        weigh(parent, node->weight, node);
        if (parent->kind == YamlNode::Kind::List) {
            parent->items.append(node);
            return;
        }
        PendingKey &pending = m_pending.last();
        pending.set = false;
        pending.entry.value = node;
        insert(parent, pending.entry);
    }
    void beginEntry(const YamlNode *key, const YAML::Mark &mark)
    {
        if (key->kind != YamlNode::Kind::Scalar) {
            m_tree.fail(key->line, key->column, u"a key must be plain text"_s);
        }
        const bool here = !mark.is_null();
        m_pending.last() = {true,
                            {key->text, here ? mark.line + 1 : key->line,
                             here ? m_source.column(mark) : key->column, nullptr}};
    }
    void insert(YamlNode *map, const YamlNode::Entry &entry)
    {
        const auto known = map->index.constFind(entry.key);
        if (known != map->index.constEnd()) {
            m_tree.fail(entry.line, entry.column, u"the key '%1' is repeated"_s.arg(entry.key),
                        u"it was given before in line %1"_s.arg(map->entries[*known].line));
            return;
        }
        map->index.insert(entry.key, map->entries.size());
        map->entries.append(entry);
    }
    /// YAML's merge key: `<<: *anchor` fills in what the map itself does not say.
    void merge(YamlNode *map)
    {
        const qsizetype at = map->index.value(u"<<"_s, -1);
        if (at < 0)
            return;
        const YamlNode::Entry merged = map->entries.takeAt(at);
        map->index.clear();
        for (qsizetype i = 0; i < map->entries.size(); ++i)
            map->index.insert(map->entries[i].key, i);
        const QList<const YamlNode *> sources = merged.value->kind == YamlNode::Kind::List
                                                    ? merged.value->items
                                                    : QList<const YamlNode *>{merged.value};
        for (const YamlNode *from : sources) {
            if (from->kind != YamlNode::Kind::Map) {
                m_tree.fail(merged.line, merged.column, u"'<<' needs a map, or a list of maps"_s);
                continue;
            }
            for (const YamlNode::Entry &entry : from->entries) {
                if (!map->index.contains(entry.key))
                    insert(map, entry);
            }
        }
    }
    /// Aliases of aliases can stand for billions of values in a few lines.
    void weigh(YamlNode *parent, qint64 weight, const YamlNode *at)
    {
        parent->weight += weight;
        if (parent->weight > mostValues) {
            throw Refused{
                YAML::Mark::null_mark(),
                u"the aliases in line %1 expand to more than %2 values"_s.arg(at->line).arg(mostValues),
                {}};
        }
    }
    void checkTag(const YAML::Mark &mark, const std::string &tag) const
    {
        static const QStringList plain{u""_s, u"?"_s, u"!"_s, u"!vault"_s, u"!unsafe"_s};
        const QString name = QString::fromStdString(tag);
        if (!plain.contains(name) && !name.startsWith("tag:yaml.org,2002:"_L1))
            throw Refused{mark, u"the tag '%1' is not supported"_s.arg(name),
                          u"quote text that begins with '!'"_s};
    }

    YamlTree &m_tree;
    const Source &m_source;
    QHash<YAML::anchor_t, YamlNode *> m_anchors;
    QList<YamlNode *> m_open;
    QList<PendingKey> m_pending; ///< parallel to m_open
    int m_documents = 0;
};

QString hintFor(const QString &problem, QByteArrayView line)
{
    for (const char c : line) {
        if (c == '\t')
            return u"the line is indented with a tab: use spaces"_s;
        if (c != ' ')
            break;
    }
    if (problem.contains("illegal map value"_L1))
        return u"text that contains ': ' must be quoted; also check the indentation"_s;
    if (problem.contains("end of map not found"_L1) || problem.contains("end of sequence not found"_L1))
        return u"check the indentation of this line and of the one before"_s;
    if (problem.contains("flow not found"_L1))
        return u"a '[' or '{' is not closed, or a ',' is missing"_s;
    if (problem.contains("unknown token"_L1))
        return u"text that begins with a special character must be quoted"_s;
    return {};
}

/// Refuses what yaml-cpp would read in ways that nobody can see: bytes that are not UTF-8, and NUL.
bool checkEncoding(const Source &source, YamlTree &tree)
{
    const QByteArray &text = source.text();
    const qsizetype nul = text.indexOf('\0');
    if (nul >= 0) {
        tree.fail(source.lineOf(nul), 0, u"the file contains a NUL byte; it is not a text file"_s);
        return false;
    }
    if (text.isValidUtf8())
        return true;
    for (int line = 1;; ++line) {
        if (!source.line(line).isValidUtf8()) {
            tree.fail(line, 0, u"the line is not valid UTF-8"_s, u"save the file as UTF-8"_s);
            return false;
        }
    }
}

void parseChecked(const Source &source, YamlTree &tree)
{
    std::istringstream stream(source.text().toStdString());
    try {
        YAML::Parser parser(stream);
        Builder builder(tree, source);
        while (parser.HandleNextDocument(builder)) {}
    } catch (const Refused &refused) {
        tree.root = nullptr;
        const bool placed = !refused.mark.is_null();
        tree.fail(placed ? refused.mark.line + 1 : 0, placed ? source.column(refused.mark) : 0,
                  refused.message, refused.hint);
    } catch (const YAML::Exception &exception) {
        tree.root = nullptr;
        const QString problem = QString::fromStdString(exception.msg);
        const bool placed = !exception.mark.is_null();
        const int line = placed ? exception.mark.line + 1 : 0;
        tree.fail(line, placed ? source.column(exception.mark) : 0, u"not valid YAML: "_s + problem,
                  hintFor(problem, source.line(line)));
    } catch (const std::exception &exception) {
        tree.root = nullptr;
        tree.fail(0, 0, u"cannot be read as YAML: "_s + QString::fromLocal8Bit(exception.what()));
    }
}

} // namespace

void YamlTree::fail(int line, int column, const QString &message, const QString &hint)
{
    if (errors.size() > mostErrors)
        return;
    if (errors.size() == mostErrors) {
        errors.append({ErrorCode::InvalidInput,
                       u"there are more mistakes than the %1 above"_s.arg(mostErrors),
                       file,
                       {}});
        return;
    }
    const Error error{ErrorCode::InvalidInput, message, SourcePosition{file, line, column}.toString(), hint};
    if (errors.contains(error))
        return;
    const auto place = std::ranges::upper_bound(errorPlaces, std::pair(line, column));
    errors.insert(place - errorPlaces.begin(), error);
    errorPlaces.insert(place, {line, column});
}

void parseYaml(const QByteArray &text, YamlTree &tree)
{
    if (text.size() > largestInput) {
        tree.fail(0, 0, u"the file is larger than %1 MiB"_s.arg(largestInput / 1024 / 1024));
        return;
    }
    QByteArray unified = text;
    if (unified.startsWith("\xef\xbb\xbf"))
        unified.remove(0, 3);
    unified.replace("\r\n", "\n");
    const Source source(std::move(unified));
    if (checkEncoding(source, tree))
        parseChecked(source, tree);
}

} // namespace Vermagic
