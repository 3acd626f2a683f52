// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/recordingfile.h"

#include "app/knowledgeloader.h"
#include "models/recording/recordingwriter.h"

namespace Vermagic {

Loaded<Recording> readRecordingFile(const QString &path)
{
    const Result<QByteArray> text = readInputFile(path, largestRecording);
    if (!text)
        return std::unexpected(QList{text.error()});
    return Recording::read(*text, path);
}

void replay(const Recording &recording, qsizetype sweep, ClusterState &state)
{
    state.apply(InventoryLoaded{recording.start().inventory});
    for (const ClusterEvent &event : recording.stateAfter(sweep))
        state.apply(event);
}

} // namespace Vermagic
