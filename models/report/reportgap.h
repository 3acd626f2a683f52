// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report does not know, so that nobody takes silence for health: nodes that were not reached, facts that could not
/// be looked at, evidence that was cut. Like gaps of several nodes are one. Pure.
#pragma once

#include <QString>
#include <QStringList>

namespace Vermagic {

struct HealthReport;

struct ReportGap
{
    enum class Kind {
        Sweep, ///< was ended early
        Node,  ///< was not reached
        Facts, ///< are unknown; `what` are their paths
        Cut,   ///< more was answered than is told; `what` are the findings whose evidence it is
    };
    Kind kind = Kind::Node;
    QStringList nodes;
    QStringList what;
    QString reason;
    bool operator==(const ReportGap &) const = default;
};

/// Of nodes that are sanitised already.
QList<ReportGap> gapsOf(const HealthReport &report);
QString gapKindName(ReportGap::Kind kind); ///< sweep, node, facts, cut

} // namespace Vermagic
