// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The small language in which a playbook says what it expects: comparisons of facts, joined by all, any
/// and not. Three-valued: what is Unknown neither holds nor fails, and only `readable` judges whether
/// a fact could be looked at. Pure; read from YAML by readCondition() (conditionreader.h).
///
/// An Absent fact fails every comparison with a value except not_equals. A name that means nothing in the
/// scope (the mount point of a service without file system) is NotApplicable, as is a fact that a playbook does not
/// ask this node for and an empty operand from the inventory ("at_least the expected version" where none is given).
#pragma once

#include "models/playbook/factpath.h"

namespace Vermagic {

enum class Verdict { Pass, Fail, Unknown, NotApplicable };

struct Condition
{
    enum class Operator {
        All, ///< of no parts: holds
        Any,
        Not,
        Present,
        Absent,
        Readable,   ///< Known or Absent
        Unreadable, ///< Unknown
        Equals,
        NotEquals,
        Matches, ///< a regular expression for the whole value
        OneOf,
        AtLeast,       ///< version comparison
        SameAs,        ///< the operand is another path; two Absent facts are the same
        SameSeries,    ///< kernel releases with the same major.minor; the operand is another path
        FirstWordSame, ///< the value up to its first blank is the value under the operand's path
        Contains,      ///< the operand is one of the blank-separated words
    };
    Operator op = Operator::All;
    QString path;
    QStringList operands;
    QList<Condition> parts;
    bool declared = false; ///< the path is a playbook's own: of a node that was not asked it says nothing

    /// Not defaulted: whether a list of conditions compares must not depend on whether a condition does.
    bool operator==(const Condition &other) const;
};

Verdict evaluate(const Condition &condition, const FactMap &facts);

/// Orders versions as dpkg does for what matters here: runs of digits by number, '~' before everything, the
/// epoch ("20:8.1.0") left out when only one side has one. Negative, zero or positive.
int compareVersions(const QString &left, const QString &right);

} // namespace Vermagic
