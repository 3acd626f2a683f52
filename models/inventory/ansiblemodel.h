// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// An Ansible inventory as its file says it, before variables are inherited: the common ground of the INI and the
/// YAML reader. resolveAnsible() then follows Ansible's rules of precedence: all < parent < child < host; among
/// groups of the same depth the alphabetically later one wins. Used by the importers only; pure.
#pragma once

#include "models/inventory/importnotes.h"
#include "models/inventory/inventoryimport.h"

namespace Vermagic {

struct AnsibleVariable
{
    QString value;
    SourcePosition at;
};
using AnsibleVariables = QMap<QString, AnsibleVariable>;

struct AnsibleGroup
{
    QString name;
    QStringList hosts;
    QStringList children;
    AnsibleVariables variables;
    SourcePosition at;
};

struct AnsibleHost
{
    QString name;
    AnsibleVariables variables;
    SourcePosition at;
};

struct AnsibleModel
{
    QList<AnsibleGroup> groups; ///< in file order
    QList<AnsibleHost> hosts;   ///< in file order
    QHash<QString, qsizetype> groupPlaces;
    QHash<QString, qsizetype> hostPlaces;
    ImportNotes notes;
    QList<Error> errors;

    AnsibleGroup &group(const QString &name, const SourcePosition &at);
    AnsibleHost &host(const QString &name, const SourcePosition &at);
    void fail(const SourcePosition &at, const QString &message, const QString &hint = {});
};

/// "web[01:50:2].lab" → its names; Ansible's ranges of numbers and of letters. "[::1]" is an address, no range.
Result<QStringList> expandAnsiblePattern(const QString &pattern);

Loaded<ImportedInventory> resolveAnsible(AnsibleModel model, InventoryFormat format, const QString &file,
                                         const InventoryEnvironment &environment);

} // namespace Vermagic
