// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report in Markdown (CommonMark with GitHub's tables), for tickets and wikis. Pure. What nodes answered is escaped or in
/// fenced blocks, so that it cannot become markup.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

QByteArray renderMarkdown(const HealthReport &report);

} // namespace Vermagic
