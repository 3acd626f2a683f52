// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What there is to say of one node, in a few lines of text to paste into a mail or a ticket: state, kernels, root causes
/// with what was expected and found. English, like a report. Pure.
#pragma once

#include "models/snapshot.h"

namespace Vermagic {

QString nodeSummary(const NodeSnapshot &node);

} // namespace Vermagic
