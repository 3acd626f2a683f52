// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks over an inventory for a person who writes one: the mistakes for which it would be refused, and what is
/// allowed but most likely not meant. Pure; reads every format that readInventory() reads.
/// Does not look whether nodes exist or answer.
#pragma once

#include "models/inventory/inventoryimport.h"

namespace Vermagic {

enum class LintLevel { Mistake, Warning, Note };

struct LintMessage
{
    LintLevel level = LintLevel::Mistake;
    Error error; ///< message, place and hint
    bool operator==(const LintMessage &) const = default;
};

/// Mistakes alone when there are any; else warnings, then the notes of an import.
QList<LintMessage> lintInventory(const QByteArray &text, const QString &file,
                                 const InventoryEnvironment &environment = {});

/// Things in a valid inventory that are most likely not meant.
QList<Error> inventoryWarnings(const Inventory &inventory);

} // namespace Vermagic
