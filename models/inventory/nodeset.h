// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// NodeSet expressions, with the syntax and meaning of ClusterShell's: ranges "compute[01-16]" (padding kept),
/// lists and steps "[1,3-9/2]", several brackets in a name, "a[1-2],b" or blanks for union, '!' difference,
/// '&' intersection, '^' exclusive or (evaluated from left to right), "@group", "@*" and wildcards '*' and '?'.
/// Pure text to names and back; who the groups and the known nodes are is passed in. Names keep the order in
/// which the expression gives them. Errors have no context: the caller knows where the expression stands.
/// Does not speak to other group sources ("@source:group").
#pragma once

#include "models/core/result.h"

#include <QHash>
#include <QStringList>

namespace Vermagic {

/// More nodes than any expression may stand for.
inline constexpr qsizetype mostNodes = 100'000;

/// What "@group" and wildcards refer to.
struct NodeSetNames
{
    QStringList nodes;                  ///< what "@*" and wildcards stand for
    QHash<QString, QStringList> groups; ///< what "@name" stands for
};

/// The names that `text` stands for, each once. Expands to at most mostNodes.
Result<QStringList> expandNodeSet(const QString &text, const NodeSetNames &names = {});

/// As expandNodeSet() for plain names and ranges only, but keeps repeated results: "10.0.0.[1-2]" beside
/// "compute[1-2]". For values that are expanded in parallel with the nodes of a group.
Result<QStringList> expandRanges(const QString &text);

/// The shortest usual way to write `nodes`: consecutive numbers become ranges. expandNodeSet() gives the
/// same names again, grouped by their text around the number.
QString foldNodeSet(const QStringList &nodes);

} // namespace Vermagic
