// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/kernelrelease.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString majorMinor(const QString &release)
{
    static const QRegularExpression series(u"\\A([0-9]+\\.[0-9]+)(?:[^0-9]|\\z)"_s);
    const QRegularExpressionMatch match = series.match(release);
    return match.hasMatch() ? match.captured(1) : release;
}

} // namespace Vermagic
