// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the sections "log:…" of a sweep: what the node's logs have got since the sweep before. Pure; distrusts every
/// byte as the other parsers of this folder do.
#pragma once

#include "models/probe/probescript.h"
#include "models/signature/logmatch.h"

namespace Vermagic {

/// News only: withNews() adds them to what is known. A log without a section has nothing new.
NodeLogs parseLogs(const QList<ProbeSection> &sections, const QString &bootId, const SignatureBook &book);

} // namespace Vermagic
