// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Playbooks as `vermagic playbooks` prints them. Pure.
#pragma once

#include "models/playbook/knowledge.h"

namespace Vermagic {

/// `console`: where steps on the console run; may be empty.
QString playbooksText(const Knowledge &knowledge, const QString &console);
QByteArray playbooksJson(const Knowledge &knowledge);

} // namespace Vermagic
