// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What keeps a jumped connection alive; released by destroying it.
#pragma once

#include <QString>

namespace Vermagic {

class BridgeHold
{
public:
    virtual ~BridgeHold() = default;
    /// Why the way through the bastion ended; empty while it is open.
    virtual QString reason() const = 0;
};

} // namespace Vermagic
