// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A health report as one self-contained HTML page: no script, nothing loaded from elsewhere, light or dark as the
/// reader's system, usable in print. Every text is escaped; a page cannot be changed by what a node answers, and
/// a Content-Security-Policy forbids it to run or load anything. Pure.
#pragma once

#include "models/report/healthreport.h"

#include <QByteArray>

namespace Vermagic {

QByteArray renderHtml(const HealthReport &report);

/// The same for QTextDocument: on paper and in a preview. Without the nodes' facts, which fill pages that nobody reads.
struct DocumentHtml
{
    QString html;
    QStringList pictures; ///< SVG; the n-th is shown as <img src="chart:n">
};
DocumentHtml renderDocument(const HealthReport &report);

} // namespace Vermagic
