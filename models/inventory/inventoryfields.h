// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The grammar of single values in an inventory, whatever file format they come from. Pure predicates and
/// path rules. None of these values may begin with '-', so that none can pass for an option of a command.
#pragma once

#include <QString>

namespace Vermagic {

/// A host name: letters, digits, '.', '-', '_'; at most 253 characters.
bool isNodeName(const QString &text);
/// A group's, file system's or role's name.
bool isWord(const QString &text);
/// A host name, an IPv4 or an IPv6 address (with or without a zone).
bool isAddress(const QString &text);
bool isUserName(const QString &text);
/// "none", or "[user@]host[:port]" and several of them separated by commas.
bool isProxyJump(const QString &text);
/// An absolute, normalised path other than "/" without control characters.
bool isMountpoint(const QString &text);
bool isVersion(const QString &text);

/// Absolute form of a path written in an inventory: "~" and "~/x" are below `home`, relative paths below
/// `folder`. Without a `home`, "~" stays as it is.
QString resolvedPath(const QString &path, const QString &folder, const QString &home);

/// Fills "%h" with `node` and "%%" with "%"; other text stays.
QString filledTemplate(const QString &text, const QString &node);

/// The folder part of a file name, "." for a bare one; text only.
QString folderOf(const QString &file);

} // namespace Vermagic
