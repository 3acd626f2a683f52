// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a node proved, as one line of JSON: the form in which it is kept between runs of the program. Reading is
/// strict, since the file may have been cut off or edited: a line that is not understood yields an error.
#pragma once

#include "models/compatibility/claim.h"
#include "models/core/result.h"

namespace Vermagic {

/// Without the line's end. For claims about one release and at most one version.
QByteArray proofLine(const Claim &proof);
/// `place` becomes the error's context: "file:line".
Result<Claim> readProofLine(const QByteArray &line, const QString &place);
/// Equal for two proofs of the same thing, whichever node gave them and when.
QString proofKey(const Claim &proof);

} // namespace Vermagic
