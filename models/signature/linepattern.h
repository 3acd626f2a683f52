// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A regular expression for one line of a log that any node may have written, so for a hostile one: it has a fixed
/// text that a line must contain before the expression is tried at all, and a limit on what trying may cost. Made by
/// compile(), which refuses an expression that has no such text.
/// A value; matching is const and may happen on any thread.
#pragma once

#include "models/core/result.h"

#include <QMap>
#include <QRegularExpression>

namespace Vermagic {

/// Longest line that is looked at, in characters; the rest of a longer one is not read.
inline constexpr qsizetype longestLogLine = 2000;

class LinePattern
{
public:
    /// Matches nothing.
    LinePattern() = default;
    static Result<LinePattern> compile(const QString &expression);

    QString expression() const { return m_expression; }
    /// A fixed text that every matching line contains; at least four characters.
    QString literal() const { return m_literal; }
    /// Fixed characters in the whole expression: of two that fit a line the one with more says more about it.
    int weight() const { return m_weight; }
    QStringList groupNames() const;
    /// Whether a line of the greatest length that is made to hurt it runs into the limit, so that it is not read.
    bool isCostly() const;

    bool matches(QStringView line) const;
    /// The named groups that took part in the match, each at most 200 characters long; empty when there is no match.
    QMap<QString, QString> groupsIn(const QString &line) const;

    bool operator==(const LinePattern &other) const { return m_expression == other.m_expression; }

private:
    QString m_expression;
    QString m_literal;
    int m_weight = 0;
    QRegularExpression m_compiled;
};

} // namespace Vermagic
