// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What Ansible's connection variables mean for a node: ansible_host, _port, _user, _ssh_private_key_file, _become,
/// _ssh_common_args and their older spellings. Every other variable is noted, secrets without their value. Pure.
#pragma once

#include "models/inventory/ansiblemodel.h"

namespace Vermagic {

/// Fills `node` from variables that are already merged.
void applyAnsibleVariables(const AnsibleVariables &variables, const QString &folder, const QString &home,
                           NodeSpec &node, ImportNotes &notes);

} // namespace Vermagic
