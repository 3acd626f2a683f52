// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report for CI in JUnit's XML, as Jenkins and GitLab read it: a suite for each group, in it for each node whether it
/// was reached and every finding as a test case. A root cause is a failure, what follows from one is skipped, what could
/// not be checked is an error; what only informs is left out. Pure.
/// Format: https://github.com/testmoapp/junitxml
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

QByteArray renderJunit(const HealthReport &report);

} // namespace Vermagic
