// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a recorded session from a file that a person named. Errors name file:line:column. Takes seconds for a large
/// one: for a thread of its own where there is a window.
#pragma once

#include "models/clusterstate.h"
#include "models/recording/recording.h"

namespace Vermagic {

/// Refuses what is no regular file or larger than largestRecording.
Loaded<Recording> readRecordingFile(const QString &path);

/// Puts the recording's inventory and its cluster after sweep `sweep` into `state`.
void replay(const Recording &recording, qsizetype sweep, ClusterState &state);

} // namespace Vermagic
