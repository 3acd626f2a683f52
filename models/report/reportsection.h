// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The sections of a report that are told in the same words and the same order in every format for people, as values:
/// what a section says is decided once, the renderers only lay it out. Plain text without markup, made of a HealthReport
/// that is sanitised; pictures are SVG elements that our own code has drawn. Pure.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

struct SectionTable
{
    QStringList titles;
    QList<QList<ReportCell>> rows; ///< as many cells as titles
};

struct SectionPart
{
    ReportCell title;        ///< may be empty
    QList<ReportCell> lines; ///< sentences
    SectionTable table;      ///< may have no rows
    QString picture;         ///< chartSvg(); where there are no pictures the table says it
};

struct ReportSection
{
    QString title;
    QList<SectionPart> parts;
};

/// Those that there is something to say in, to follow what is wrong now.
QList<ReportSection> sectionsOf(const HealthReport &report);
/// Comes before what is wrong now; without parts where there is no earlier report.
ReportSection changesSection(const HealthReport &report);

/// Empty parts where there is nothing to tell.
ReportSection forecastSection(const HealthReport &report);
ReportSection compatibilitySection(const HealthReport &report);
ReportSection benchmarkSection(const HealthReport &report);
ReportSection remediationSection(const HealthReport &report);
ReportSection gapSection(const HealthReport &report);
ReportSection aboutSection(const HealthReport &report);

} // namespace Vermagic
