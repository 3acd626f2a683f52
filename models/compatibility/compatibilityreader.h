// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads one file of the compatibility matrix. Keys:
///
///     compatibility   the file system that it is about: beegfs, lustre, virtiofs
///     sources         a map of ids to {title, url}
///     claims          a list of
///       version or versions     as in versionscope.h
///       kernel or kernels       as in kernelscope.h; a map says for each kernel which distribution's it is
///       source, section         an id of `sources`, and where in it
///       provenance, verdict     as provenanceWord() and outcomeWord() spell them; what only our own nodes
///                               can prove is refused
///       role, arch, distribution, note
///
/// Strict: whatever is not understood is a mistake with file:line:column, and all mistakes of a file are reported.
#pragma once

#include "models/compatibility/compatibility.h"
#include "models/core/knowledgefile.h"

namespace Vermagic {

/// A file by its name without folder.
using CompatibilityFile = KnowledgeFile;

/// What is shipped under resources/compatibility, compiled in.
QList<CompatibilityFile> shippedCompatibilityFiles();
/// A claim with several versions or kernels becomes one for each pair.
Loaded<QList<Claim>> loadClaims(const QByteArray &text, const QString &file);
Loaded<Compatibility> loadCompatibility(const QList<CompatibilityFile> &files);

} // namespace Vermagic
