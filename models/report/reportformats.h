// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The forms of a report that are text, by name. PDF is none of them: it needs fonts (views/reportdocument.h). Pure.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

/// Names as `check -f` takes them; the first is the default.
QStringList reportFormats();
/// Of a file in that format: "html", "md", "xml"; of one that others render (pdf) its name.
QString reportSuffix(const QString &format);
/// Empty when `format` is none of reportFormats().
QByteArray renderReport(const HealthReport &report, const QString &format);

} // namespace Vermagic
