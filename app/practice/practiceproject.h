// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The build environment of a practice cluster: STATE/project, the project that its BeeGFS machines are made from,
/// with a Makefile for the real make. What its targets do stays: a container with kernel headers and Rust, packages,
/// images, machines that run what their images hold (resources/practice/project). Errors carry the last line that a
/// script says. Blocks; everything here runs with this user's rights.
#pragma once

#include "models/core/result.h"

#include <QStringList>

namespace Vermagic {

/// What the inventory calls it, and breaks and repairs too: no node has this name.
QString practiceBuildEnvironment();
/// The command that the inventory gives for it, beside the folder STATE/project in which it is run.
QStringList practiceBuildCommand();

/// Makes it anew, with everything built that the nodes were installed from. Needs what makeFarm() makes.
Result<void> makeProject(const QString &state);
/// Does to it what the break says.
Result<void> breakProject(const QString &state, const QString &breakId);

} // namespace Vermagic
