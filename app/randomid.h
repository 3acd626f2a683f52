// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// 128 unpredictable bits as 32 hexadecimal digits: ids of plans and steps, markers of probes.
#pragma once

#include <QByteArray>

namespace Vermagic {

QByteArray randomId();

} // namespace Vermagic
