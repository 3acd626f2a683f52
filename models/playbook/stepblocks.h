// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Steps that several remedies share: the key `blocks` of a playbook is a map of names to lists of steps, and a list of
/// steps anywhere says `include: PLAYBOOK/BLOCK`. An included block is read as if it stood there, so its placeholders
/// mean what the including remedy is about; a block includes none. Collected by loadKnowledge() before it reads the
/// playbooks; keeps their documents, and what is wrong within a block is among errors() afterwards.
#pragma once

#include "models/core/yamlreader.h"

#include <QMap>

#include <memory>
#include <vector>

namespace Vermagic {

class StepBlocks
{
public:
    /// The blocks of a playbook; nothing for what is no playbook, whose mistakes loadPlaybook() reports.
    void add(const QByteArray &text, const QString &file);
    /// The list of steps that `name` (PLAYBOOK/BLOCK) stands for; a mistake of `name` when there is none.
    YamlValue find(const YamlValue &name) const;
    QList<Error> errors() const;

private:
    std::vector<std::unique_ptr<YamlDocument>> m_documents;
    QMap<QString, YamlValue> m_blocks;
};

} // namespace Vermagic
