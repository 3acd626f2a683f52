// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The authentication part of a login: agent, key files, certificates, password, keyboard-interactive, in this order.
///
/// Blocking; for pool threads only. A locked key is asked for only when the server would take it. A password is used
/// once: when it is refused, the outcome asks for another one with wasWrong. Nothing secret is in any message.
#pragma once

#include "app/ssh/login.h"

namespace Vermagic {

/// An outcome without error and without `needed` means: logged in.
LoginOutcome authenticate(ssh_session session, const LoginRequest &request, LoginServices &services);

} // namespace Vermagic
