// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Text from nodes, or about them, made fit for a report: control characters are shown and not obeyed, what is longer
/// than a reader would read is cut, and what looks like a password, a token or a private key is not told at all.
/// Everything in a HealthReport has gone through here. Pure.
#pragma once

#include "models/core/fact.h"

#include <QString>
#include <QStringList>

namespace Vermagic {

QString shown(const QString &text);
QStringList shown(const QStringList &texts);
/// The end of an output says most: compilers and package managers stop there.
QString shownOutput(const QString &text);
bool isCut(const QString &output); ///< by shownOutput()
Fact<QString> shown(const Fact<QString> &fact);

} // namespace Vermagic
