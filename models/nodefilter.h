// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The filter language of the matrix, pure. Terms are separated by blanks and all of them must hold:
///
///     state:broken,attention  kernel:6.12*  role:storage  mount:/fsx  -group:login  "no module"  free
///
/// `key:value` looks at one property, `a,b` means either, a leading `-` negates, quotes keep blanks. A value with
/// `*` or `?` stands for the whole property, one in quotes is the whole property, any other is a part of it;
/// a word without a key is looked for in everything that the matrix shows. Letter case does not matter.
#pragma once

#include "models/snapshot.h"

#include <QRegularExpression>

#include <expected>

namespace Vermagic {

enum class FilterKey {
    Any,
    Node,
    Address,
    Group,
    Role,
    State,
    Kernel,
    NextBoot,
    Module,
    Mount,
    Service,
    Check
};

struct FilterPattern
{
    enum class Match { Part, Whole, Wildcard };
    QString text;
    Match match = Match::Part;
    QRegularExpression expression; ///< for Wildcard
    bool accepts(const QString &value) const;
    bool operator==(const FilterPattern &) const = default;
};

struct FilterTerm
{
    FilterKey key = FilterKey::Any;
    bool negated = false;
    QList<FilterPattern> anyOf;
    bool operator==(const FilterTerm &) const = default;
};

struct NodeFilter
{
    QList<FilterTerm> terms;
    bool isEmpty() const { return terms.isEmpty(); }
    bool operator==(const NodeFilter &) const = default;
};

enum class FilterMistake { UnknownKey, UnknownState, MissingValue, UnclosedQuote };

struct FilterError
{
    FilterMistake mistake = FilterMistake::UnknownKey;
    qsizetype position = 0; ///< in the text, from 0
    qsizetype length = 0;
    QString word; ///< what is not understood
    bool operator==(const FilterError &) const = default;
};

std::expected<NodeFilter, FilterError> parseNodeFilter(const QString &text);
bool matches(const NodeFilter &filter, const NodeSnapshot &node, const Inventory &inventory);

/// The words before the colon, in the order in which they are offered.
QStringList filterKeyWords();
/// What can stand behind `key` in this cluster, sorted; for completion.
QStringList filterValues(FilterKey key, const ClusterSnapshot &snapshot);
/// Empty when `word` is no key.
std::optional<FilterKey> filterKey(const QString &word);

} // namespace Vermagic
