// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One parsed YAML document as plain nodes with positions: what YamlDocument keeps and YamlValue points into.
/// Included by the YAML reader only; everyone else uses yamlreader.h.
/// Built from yaml-cpp's event stream rather than from YAML::Node, because events keep the position of keys,
/// show repeated keys, and let hostile input be bounded while it is read. Aliases share the node they name.
#pragma once

#include "models/core/result.h"

#include <QHash>

#include <deque>

namespace Vermagic {

struct YamlNode
{
    enum class Kind { Null, Scalar, List, Map };
    struct Entry
    {
        QString key;
        int line = 0;
        int column = 0;
        const YamlNode *value = nullptr;
    };

    Kind kind = Kind::Null;
    QString text;                    ///< of a scalar, verbatim
    int line = 0;                    ///< from 1
    int column = 0;                  ///< from 1, in characters
    QList<const YamlNode *> items;   ///< of a list
    QList<Entry> entries;            ///< of a map, in file order, keys unique
    QHash<QString, qsizetype> index; ///< key → entries
    qint64 weight = 1;               ///< number of values below, aliases counted as often as they are used
};

struct YamlTree
{
    QString file;
    std::deque<YamlNode> nodes; ///< owns them; a deque, so that pointers stay
    const YamlNode *root = nullptr;
    QList<Error> errors;                    ///< in the order of their places
    QList<std::pair<int, int>> errorPlaces; ///< line and column of each

    /// Records a mistake; the same one at the same place only once, and no more than a screenful or two.
    void fail(int line, int column, const QString &message, const QString &hint = {});
};

/// Parses `text` into `tree`; whatever is wrong with it ends up in tree.errors.
void parseYaml(const QByteArray &text, YamlTree &tree);

} // namespace Vermagic
