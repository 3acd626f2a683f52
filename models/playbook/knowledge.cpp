// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/knowledge.h"

#include <algorithm>

namespace Vermagic {

const Playbook *Knowledge::playbook(const QString &id) const
{
    const auto it = std::ranges::find(playbooks, id, &Playbook::id);
    return it == playbooks.end() ? nullptr : &*it;
}

} // namespace Vermagic
