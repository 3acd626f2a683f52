// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportsection.h"

namespace Vermagic {

QList<ReportSection> sectionsOf(const HealthReport &report)
{
    QList<ReportSection> sections{forecastSection(report),  compatibilitySection(report),
                                  benchmarkSection(report), remediationSection(report),
                                  gapSection(report),       aboutSection(report)};
    sections.removeIf([](const ReportSection &section) { return section.parts.isEmpty(); });
    return sections;
}

} // namespace Vermagic
