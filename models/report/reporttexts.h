// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every text of a report that comes from nodes, from the inventory or from the console's machine, one after the other and
/// always in the same order. Words of our own (states, metrics, ids of checks, playbooks and profiles) are left out.
/// A member that is added to HealthReport is added here, or redaction passes it over: tst_redaction renders every format.
#pragma once

#include "models/report/healthreport.h"

#include <functional>

namespace Vermagic {

void forEachText(HealthReport &report, const std::function<void(QString &)> &visit);

} // namespace Vermagic
