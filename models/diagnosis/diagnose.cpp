// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/diagnose.h"

namespace Vermagic {

Diagnosis diagnose(const NodeSnapshot &, const Inventory &, const Knowledge &)
{
    return {};
}

} // namespace Vermagic
