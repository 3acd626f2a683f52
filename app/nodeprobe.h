// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The product's ProbeProtocol: the shipped sweep script with the questions of the playbooks, and the parsers behind it.
#pragma once

#include "app/proberunner.h"
#include "models/playbook/knowledge.h"

namespace Vermagic {

ProbeProtocol nodeProbeProtocol(const Knowledge &knowledge);

} // namespace Vermagic
