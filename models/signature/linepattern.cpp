// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/signature/linepattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int shortestLiteral = 4;
constexpr qsizetype longestValue = 200;

/// Of the library's own steps: a line of the greatest length is read in far less, an expression that tries every way to
/// divide it gives up here.
const QString costLimit = u"(*LIMIT_MATCH=40000)"_s;

/// What is fixed in an expression, read from its text alone.
class FixedText
{
public:
    explicit FixedText(const QString &expression)
        : m_text(expression)
    {
        while (m_at < m_text.size())
            step();
        endRun();
    }

    QString longest() const { return m_alternatives ? QString() : m_longest; }
    int weight() const { return m_weight; }

private:
    void step()
    {
        const QChar c = m_text[m_at];
        if (c == u'\\') {
            escape();
        } else if (c == u'[') {
            skipClass();
            endRun();
        } else if (c == u'(') {
            ++m_depth;
            endRun();
            skipGroupHead();
        } else if (c == u')') {
            --m_depth;
            endRun();
            ++m_at;
        } else if (c == u'|') {
            m_alternatives |= m_depth == 0;
            endRun();
            ++m_at;
        } else if (c == u'?' || c == u'*' || c == u'{') {
            dropLast();
            skipQuantifier();
        } else if (c == u'.' || c == u'^' || c == u'$' || c == u'+') {
            endRun();
            ++m_at;
        } else {
            add(c);
            ++m_at;
        }
    }

    void escape()
    {
        const QChar c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar();
        if (c.isLetterOrNumber())
            endRun();
        else
            add(c);
        m_at += 2;
    }

    void skipClass()
    {
        m_at += m_at + 1 < m_text.size() && m_text[m_at + 1] == u'^' ? 2 : 1;
        ++m_at; // a bracket in the first place stands for itself
        while (m_at < m_text.size() && m_text[m_at] != u']')
            m_at += m_text[m_at] == u'\\' ? 2 : 1;
        ++m_at;
    }

    void skipGroupHead()
    {
        ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != u'?')
            return;
        const qsizetype end = m_text.indexOf(QRegularExpression(u"[:>=!]"_s), m_at);
        m_at = end < 0 ? m_text.size() : end + 1;
    }

    void skipQuantifier()
    {
        const qsizetype end = m_text[m_at] == u'{' ? m_text.indexOf(u'}', m_at) : m_at;
        m_at = end < 0 ? m_text.size() : end + 1;
        endRun();
    }

    void add(QChar c)
    {
        ++m_weight;
        if (m_depth == 0)
            m_run.append(c);
    }

    /// The character before a quantifier may be missing from a line.
    void dropLast()
    {
        m_run.chop(1);
        endRun();
    }

    void endRun()
    {
        if (m_run.size() > m_longest.size())
            m_longest = m_run;
        m_run.clear();
    }

    const QString m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_weight = 0;
    bool m_alternatives = false;
    QString m_run, m_longest;
};

/// Lines that make an expression work: its fixed text with much of the same before and behind it.
QStringList hurtfulLines(const QString &literal)
{
    QStringList lines;
    for (const QString &filler : {u"a"_s, u" "_s, u"a "_s, u"a: "_s, u"'a' "_s, literal, literal + u' '}) {
        const QString half = filler.repeated(longestLogLine / 2 / filler.size());
        lines.append({half + literal + half, literal + half + half + u"\u0001"_s, half + half});
    }
    return lines;
}

} // namespace

Result<LinePattern> LinePattern::compile(const QString &expression)
{
    const auto refused = [](const QString &message, const QString &hint = {}) {
        return std::unexpected(Error{ErrorCode::InvalidInput, message, {}, hint});
    };
    if (expression.startsWith(u"(*"_s) || expression.contains(u"(?i"_s) || expression.contains(u"(?x"_s))
        return refused(u"a pattern sets no options"_s);
    LinePattern pattern;
    pattern.m_expression = expression;
    pattern.m_compiled.setPattern(costLimit + expression);
    if (!pattern.m_compiled.isValid()) {
        const qsizetype offset = std::max(qsizetype(0),
                                          pattern.m_compiled.patternErrorOffset() - costLimit.size());
        return refused(u"not a regular expression: %1 at character %2"_s.arg(pattern.m_compiled.errorString())
                           .arg(offset + 1));
    }
    const FixedText fixed(expression);
    pattern.m_literal = fixed.longest();
    pattern.m_weight = fixed.weight();
    if (pattern.m_literal.size() < shortestLiteral)
        return refused(
            u"the pattern has no fixed text of at least %1 characters outside groups"_s.arg(shortestLiteral),
            u"every line is first searched for that text"_s);
    return pattern;
}

QStringList LinePattern::groupNames() const
{
    QStringList names = m_compiled.namedCaptureGroups();
    names.removeAll(QString());
    return names;
}

bool LinePattern::isCostly() const
{
    return std::ranges::any_of(hurtfulLines(m_literal),
                               [this](const QString &line) { return !m_compiled.match(line).isValid(); });
}

bool LinePattern::matches(QStringView line) const
{
    const QStringView part = line.first(std::min(line.size(), longestLogLine));
    return !m_literal.isEmpty() && part.contains(m_literal) && m_compiled.matchView(part).hasMatch();
}

QMap<QString, QString> LinePattern::groupsIn(const QString &line) const
{
    QMap<QString, QString> values;
    const QRegularExpressionMatch match = m_compiled.match(line.left(longestLogLine));
    for (const QString &name : groupNames()) {
        if (match.hasCaptured(name))
            values.insert(name, match.captured(name).left(longestValue));
    }
    return values;
}

} // namespace Vermagic
