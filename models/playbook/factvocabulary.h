// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The fact paths that playbooks may speak of: those that the program knows and those that playbooks declare with
/// the questions that they put to a node (`probes:`). A closed list, so that a slip in a playbook is refused instead
/// of being Unknown for ever. A value; copies are cheap. Made by loadKnowledge(), extended while a file is read.
#pragma once

#include "models/playbook/factpath.h"

#include <QList>
#include <QStringList>

namespace Vermagic {

class FactVocabulary
{
public:
    /// What the program itself knows.
    FactVocabulary();

    /// False, and nothing is added, when there is such a path already.
    bool add(const FactPath &path);
    /// The entry that `path` is or, with a module's name in place of <module>, is an instance of.
    std::optional<FactPath> find(const QString &path) const;
    /// All patterns, sorted.
    QStringList patterns() const;

    bool operator==(const FactVocabulary &) const = default;

private:
    QList<FactPath> m_paths;
};

/// What the names in a text or a condition may refer to.
struct NameContext
{
    const FactVocabulary &vocabulary;
    Scope scope = Scope::Node;
};

/// Whether only the inventory, or whoever asks for a remedy with parameters, decides the value under `path`: never a
/// node's answer.
bool isInventoryPath(const QString &path);

} // namespace Vermagic
