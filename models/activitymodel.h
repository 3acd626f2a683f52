// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened, newest last: state changes of nodes, runs and their steps as they are found in
/// ClusterState, plus whatever append() adds (exports, answers, errors). A list for reading, not the audit
/// log: that one is a file of the engine. Keeps the newest 5,000 entries. Does no I/O and has no clock.
#pragma once

#include "models/diagnosis/finding.h"

#include <QDateTime>
#include <QString>

namespace Vermagic {

struct ActivityEntry
{
    QDateTime at;
    Severity severity = Severity::Info;
    QString node; ///< empty: the whole cluster
    QString text; ///< one line
    QString detail;
    bool operator==(const ActivityEntry &) const = default;
};

} // namespace Vermagic
