// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Placeholders {{path}} in a playbook's texts and arguments. A text shows whatever is known, made printable;
/// an argument takes only values of the path's type (factpath.h), so that a node's answer can never become more
/// than the part of one argument that it stands in. Nothing here is ever read by a shell.
#pragma once

#include "models/core/result.h"
#include "models/playbook/factvocabulary.h"

namespace Vermagic {

struct PlaceholderUse
{
    QString path;
    qsizetype offset = 0;
    bool closed = true; ///< false: "{{" without "}}"
};

/// The placeholders of `text` in their order.
QList<PlaceholderUse> placeholdersIn(const QString &text);

/// `text` for a person: known values printable and at most 200 characters long, absent ones "none",
/// unknown ones "unknown (why)".
QString renderedText(const QString &text, const FactMap &facts);

/// `text` as one argument. InvalidInput when a value is not of the type that `vocabulary` says, is absent or unknown.
Result<QString> renderedArgument(const QString &text, const FactMap &facts, const FactVocabulary &vocabulary);

/// An operand of a condition: only what the inventory says is filled in; empty when it does not say.
QString filledFromInventory(const QString &text, const FactMap &facts);

} // namespace Vermagic
