// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the log signatures. Keys of a file (each text is plain or {en: …, ko: …}):
///
///     filesystem (beegfs | lustre | virtiofs, of all entries that do not say otherwise), signatures
///     signatures: id, pattern, sources, filesystem, severity, benign, title, meaning, cause, hint, playbook, subject,
///                 clears, provenance, sample
///
/// A pattern is a PCRE for the line without its time stamp (logline.h), as linepattern.h allows it; {{name}} in a text
/// is a group of it. `sample` is a line that it must match. A benign one has neither severity nor hint nor playbook;
/// every other one says what to do. Every mistake of the file is reported at once, with its place.
#pragma once

#include "models/signature/signature.h"

namespace Vermagic {

/// Thorough also finds out what each pattern costs at worst, which takes its time.
enum class ReadCare { Usual, Thorough };

Loaded<QList<Signature>> loadSignatures(const QByteArray &text, const QString &file,
                                        ReadCare care = ReadCare::Usual);

} // namespace Vermagic
