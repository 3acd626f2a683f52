// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/planremediation.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &, const Playbook &, const QString &)
{
    return std::unexpected(Error{ErrorCode::NotFound, u"no remedy"_s, node.spec.name, {}});
}

} // namespace Vermagic
