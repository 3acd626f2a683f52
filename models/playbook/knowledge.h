// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All data files that say what is wrong and what helps, parsed: the third input of diagnose().
#pragma once

#include "models/playbook/playbook.h"

namespace Vermagic {

struct Knowledge
{
    QList<Playbook> playbooks; ///< sorted by id

    const Playbook *playbook(const QString &id) const;
};

} // namespace Vermagic
