// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A playbook: checks with what they expect of a node's facts, and remedies as steps. Parsed from
/// resources/playbooks/*.yaml by loadPlaybook().
#pragma once

#include <QList>
#include <QString>

namespace Vermagic {

struct Playbook
{
    QString id;
    QString title;
};

} // namespace Vermagic
