// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the nodes of a practice cluster share, and the handling of their directory trees.
///
/// A farm is the one /usr of all nodes of a family (Debian's, or RPM): links into the host's /usr for the programs of
/// practice/tools.list, and the stand-ins as real files, which win. Beside it a /proc whose entries lead to a node's own
/// files or to the host's procfs at /.proc.
#pragma once

#include "models/core/result.h"

#include <QByteArray>

namespace Vermagic {

Result<void> writeFile(const QString &path, const QByteArray &content);
Result<QByteArray> readFile(const QString &path);
Result<void> makeFolder(const QString &path);

/// Makes STATE/usr or, for the RPM family, STATE/usr-rpm, and STATE/proc. `server` is the helper program, which the nodes
/// need too.
enum class PracticeFamily { Debian, Rpm };
Result<void> makeFarm(const QString &state, const QString &server, PracticeFamily family);

/// Writes the files below a resource folder; scripts can be run.
Result<void> unpackTree(const QString &resource, const QString &folder);

/// Copies a directory tree, links as links, to a place where nothing is.
Result<void> copyTree(const QString &from, const QString &to);
/// Makes `to` equal to `from`. Directories that both have stay the same directories: sandboxes hold on to them.
Result<void> syncTree(const QString &from, const QString &to);
/// Whatever is there; nothing being there is no error.
Result<void> removeTree(const QString &path);

} // namespace Vermagic
