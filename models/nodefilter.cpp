// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/nodefilter.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct KeyWord
{
    QLatin1StringView word;
    FilterKey key;
};

constexpr std::array keyWords{
    KeyWord{"state"_L1, FilterKey::State},     KeyWord{"kernel"_L1, FilterKey::Kernel},
    KeyWord{"next"_L1, FilterKey::NextBoot},   KeyWord{"group"_L1, FilterKey::Group},
    KeyWord{"role"_L1, FilterKey::Role},       KeyWord{"node"_L1, FilterKey::Node},
    KeyWord{"mount"_L1, FilterKey::Mount},     KeyWord{"module"_L1, FilterKey::Module},
    KeyWord{"service"_L1, FilterKey::Service}, KeyWord{"check"_L1, FilterKey::Check},
    KeyWord{"address"_L1, FilterKey::Address},
};

constexpr std::array allStates{NodeState::Healthy, NodeState::Attention, NodeState::Broken,
                               NodeState::Unreachable, NodeState::Pending};

/// Reads one term at a time; `at` is where the next one starts.
class Parser
{
public:
    explicit Parser(const QString &text)
        : m_text(text)
    {
    }

    std::expected<NodeFilter, FilterError> parse()
    {
        NodeFilter filter;
        while (skipBlanks()) {
            const auto term = parseTerm();
            if (!term)
                return std::unexpected(term.error());
            filter.terms.append(*term);
        }
        return filter;
    }

private:
    bool skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at < m_text.size();
    }

    std::unexpected<FilterError> fail(FilterMistake mistake, qsizetype from, const QString &word) const
    {
        return std::unexpected(FilterError{mistake, from, std::max<qsizetype>(1, m_at - from), word});
    }

    std::expected<FilterTerm, FilterError> parseTerm()
    {
        FilterTerm term;
        if (m_text[m_at] == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace()) {
            term.negated = true;
            ++m_at;
        }
        const qsizetype start = m_at;
        qsizetype colon = start;
        while (colon < m_text.size() && m_text[colon].isLetter())
            ++colon;
        if (colon > start && colon < m_text.size() && m_text[colon] == u':') {
            const QString word = m_text.sliced(start, colon - start).toLower();
            m_at = colon + 1;
            const std::optional<FilterKey> key = filterKey(word);
            if (!key)
                return fail(FilterMistake::UnknownKey, start, word);
            term.key = *key;
        }
        const qsizetype values = m_at;
        for (bool more = true; more;) {
            const auto pattern = parsePattern(term.key);
            if (!pattern)
                return std::unexpected(pattern.error());
            if (!pattern->text.isEmpty())
                term.anyOf.append(*pattern);
            more = term.key != FilterKey::Any && m_at < m_text.size() && m_text[m_at] == u',';
            m_at += more;
        }
        if (term.anyOf.isEmpty())
            return fail(FilterMistake::MissingValue, start, m_text.sliced(start, values - start));
        return term;
    }

    std::expected<FilterPattern, FilterError> parsePattern(FilterKey key)
    {
        FilterPattern pattern;
        const qsizetype start = m_at;
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            const qsizetype end = m_text.indexOf(u'"', m_at + 1);
            if (end < 0) {
                m_at = m_text.size();
                return fail(FilterMistake::UnclosedQuote, start, m_text.sliced(start));
            }
            pattern.text = m_text.sliced(m_at + 1, end - m_at - 1);
            pattern.match = key == FilterKey::Any ? FilterPattern::Match::Part : FilterPattern::Match::Whole;
            m_at = end + 1;
        } else {
            while (m_at < m_text.size() && !m_text[m_at].isSpace()
                   && (key == FilterKey::Any || m_text[m_at] != u','))
                ++m_at;
            pattern.text = m_text.sliced(start, m_at - start);
            if (pattern.text.contains(u'*') || pattern.text.contains(u'?')) {
                pattern.match = FilterPattern::Match::Wildcard;
                pattern.expression = QRegularExpression(
                    QRegularExpression::wildcardToRegularExpression(
                        pattern.text, QRegularExpression::NonPathWildcardConversion),
                    QRegularExpression::CaseInsensitiveOption);
            }
        }
        if (key == FilterKey::State && !pattern.text.isEmpty() && !namesState(pattern))
            return fail(FilterMistake::UnknownState, start, pattern.text);
        return pattern;
    }

    static bool namesState(const FilterPattern &pattern)
    {
        return std::ranges::any_of(allStates, [&](NodeState s) { return pattern.accepts(nodeStateName(s)); });
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

QStringList mountsOf(const NodeSnapshot &node, const Inventory &inventory)
{
    QStringList mounts;
    for (const FilesystemSpec &filesystem : inventory.filesystemsOf(node.spec))
        mounts.append(filesystem.mountpoint);
    return mounts;
}

QStringList modulesOf(const NodeSnapshot &node, const Inventory &inventory)
{
    QStringList modules;
    for (const FilesystemSpec &filesystem : inventory.filesystemsOf(node.spec))
        modules.append(filesystem.moduleName());
    return modules;
}

QStringList valuesOf(FilterKey key, const NodeSnapshot &node, const Inventory &inventory);

QStringList everythingOf(const NodeSnapshot &node, const Inventory &inventory)
{
    QStringList all{node.diagnosis.headline};
    for (const KeyWord &word : keyWords)
        all += valuesOf(word.key, node, inventory);
    for (const Finding &finding : node.diagnosis.findings)
        all.append(finding.title);
    if (node.error)
        all.append(node.error->message);
    return all;
}

QStringList valuesOf(FilterKey key, const NodeSnapshot &node, const Inventory &inventory)
{
    switch (key) {
    case FilterKey::Any:
        return everythingOf(node, inventory);
    case FilterKey::Node:
        return {node.spec.name};
    case FilterKey::Address:
        return {node.spec.address};
    case FilterKey::Group:
        return {node.spec.group};
    case FilterKey::Role:
        return node.spec.roles;
    case FilterKey::State:
        return {nodeStateName(node.diagnosis.state)};
    case FilterKey::Kernel:
        return node.facts ? QStringList{node.facts->runningKernel.value()} : QStringList{};
    case FilterKey::NextBoot:
        return node.facts ? QStringList{node.facts->nextBootKernel.value()} : QStringList{};
    case FilterKey::Module:
        return modulesOf(node, inventory);
    case FilterKey::Mount:
        return mountsOf(node, inventory);
    case FilterKey::Service:
        return node.facts ? QStringList(node.facts->services.keys()) : QStringList{};
    case FilterKey::Check:
        break;
    }
    QStringList checks;
    for (const Finding &finding : node.diagnosis.findings)
        checks.append(finding.check);
    return checks;
}

} // namespace

bool FilterPattern::accepts(const QString &value) const
{
    switch (match) {
    case Match::Part:
        return value.contains(text, Qt::CaseInsensitive);
    case Match::Whole:
        return value.compare(text, Qt::CaseInsensitive) == 0;
    case Match::Wildcard:
        return expression.match(value).hasMatch();
    }
    return false;
}

std::expected<NodeFilter, FilterError> parseNodeFilter(const QString &text)
{
    return Parser(text).parse();
}

bool matches(const NodeFilter &filter, const NodeSnapshot &node, const Inventory &inventory)
{
    return std::ranges::all_of(filter.terms, [&](const FilterTerm &term) {
        const QStringList values = valuesOf(term.key, node, inventory);
        const bool holds = std::ranges::any_of(values, [&](const QString &value) {
            return !value.isEmpty() && std::ranges::any_of(term.anyOf, [&](const FilterPattern &p) {
                return p.accepts(value);
            });
        });
        return holds != term.negated;
    });
}

QStringList filterKeyWords()
{
    QStringList words;
    for (const KeyWord &word : keyWords)
        words.append(word.word);
    return words;
}

QStringList filterValues(FilterKey key, const ClusterSnapshot &snapshot)
{
    QSet<QString> values;
    if (key == FilterKey::State) {
        for (NodeState state : allStates)
            values.insert(nodeStateName(state));
    } else if (key != FilterKey::Any && snapshot.inventory) {
        for (const NodeSnapshot &node : snapshot.nodes) {
            for (const QString &value : valuesOf(key, node, *snapshot.inventory))
                values.insert(value);
        }
    }
    values.remove(QString());
    QStringList sorted(values.cbegin(), values.cend());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

std::optional<FilterKey> filterKey(const QString &word)
{
    const auto it = std::ranges::find_if(keyWords, [&](const KeyWord &k) { return word == k.word; });
    return it == keyWords.end() ? std::nullopt : std::optional(it->key);
}

} // namespace Vermagic
