// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the nodes of a practice cluster share, and the handling of their directory trees.
///
/// The farm is the one /usr of all nodes: links into the host's /usr for the programs of practice/tools.list,
/// and the stand-ins as real files, which win. Beside it a /proc whose entries lead to a node's own files or
/// to the host's procfs at /.proc.
#pragma once

#include "models/core/result.h"

#include <QByteArray>

namespace Vermagic {

Result<void> writeFile(const QString &path, const QByteArray &content);
Result<QByteArray> readFile(const QString &path);
Result<void> makeFolder(const QString &path);

/// Makes STATE/usr and STATE/proc. `server` is the helper program, which the nodes need too.
Result<void> makeFarm(const QString &state, const QString &server);

/// Copies a directory tree, links as links, to a place where nothing is.
Result<void> copyTree(const QString &from, const QString &to);
/// Makes `to` equal to `from`. Directories that both have stay the same directories: sandboxes hold on to them.
Result<void> syncTree(const QString &from, const QString &to);
/// Whatever is there; nothing being there is no error.
Result<void> removeTree(const QString &path);

} // namespace Vermagic
