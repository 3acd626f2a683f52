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

} // namespace Vermagic
