// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The style sheet of HTML reports, a constant. Colours meet WCAG AA contrast on both backgrounds; print is light.
/// No colours of a corporate design, no fonts from elsewhere.
#pragma once

#include <QString>

namespace Vermagic {

QString htmlStyle();
/// For QTextDocument, which knows no variables, no media and little else of CSS.
QString documentStyle();

} // namespace Vermagic
