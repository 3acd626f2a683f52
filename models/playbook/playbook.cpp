// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/playbook.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

const Check *Playbook::check(const QString &checkId) const
{
    const auto it = std::ranges::find(checks, checkId, &Check::id);
    return it == checks.end() ? nullptr : &*it;
}

const Remedy *Playbook::remedy(const QString &remedyId) const
{
    const auto it = std::ranges::find(remedies, remedyId, &Remedy::id);
    return it == remedies.end() ? nullptr : &*it;
}

const Obsolete *Playbook::obsoleteness(const Remedy &remedy) const
{
    const std::optional<Obsolete> &said = obsolete ? obsolete : remedy.obsolete;
    return said ? &*said : nullptr;
}

} // namespace Vermagic
