// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The ways in which a practice node can be broken. Each is a shell script among the program's resources
/// (practice/breaks/ID) that is run as root on the node, or beside the build environment's Makefile where it fits
/// `docker`; its head says what it does and what it fits:
///
///     # does: one line for a person
///     # fits: controller compute login
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Vermagic {

struct PracticeBreak
{
    QString id;
    QString summary;
    QStringList fits; ///< kinds of node, or the build environment
    bool operator==(const PracticeBreak &) const = default;
};

/// Sorted by id.
const QList<PracticeBreak> &practiceBreaks();
/// Null when there is no such break.
const PracticeBreak *practiceBreak(const QString &id);

} // namespace Vermagic
