// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a desktop says of nodes whose state has changed, in the reader's words. Pure apart from the installed translator.
#pragma once

#include "models/notify/nodechange.h"

namespace Vermagic {

struct DesktopNotice
{
    QString summary;       ///< plain text, one line
    QString body;          ///< markup of the Desktop Notifications Specification: what nodes told is escaped
    bool critical = false; ///< a node has broken or gone away
    QStringList nodes;
    bool operator==(const DesktopNotice &) const = default;
};

/// Nothing when no node is in another state than before: what is seen for the first time is no change.
std::optional<DesktopNotice> desktopNoticeOf(const QString &cluster, const QList<NodeChange> &changes);

} // namespace Vermagic
