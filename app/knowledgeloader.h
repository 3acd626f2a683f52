// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the knowledge from disk: what is shipped (compiled in) plus a site's own folder of playbooks, whose
/// files replace shipped ones of the same name. Also the one place that says how large an input file may be.
#pragma once

#include "models/playbook/knowledge.h"

namespace Vermagic {

/// Of a file, and of what comes on standard input.
inline constexpr qint64 largestInput = 16 * 1024 * 1024;

/// The bytes of a file that a person named; refuses what is no regular file or larger than `largest`.
Result<QByteArray> readInputFile(const QString &path, qint64 largest = largestInput);

/// `folder` empty: $VERMAGIC_PLAYBOOKS, and when that is not set only what is shipped. `language` such as "ko".
Loaded<Knowledge> readKnowledge(const QString &folder, const QString &language);

} // namespace Vermagic
