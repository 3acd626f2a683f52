// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which versions of a file system's client a statement about compatibility is about. A value, pure. Patch levels
/// count: 7.4.4 is not 7.4.7, and nothing follows from one for the other.
///
///     8.1.0    that version          >= 8.3.0, <= 7.4.6, 8.0.1 .. 8.2.2    those and all between
///     2.15.*   that and its patches  any                                   whatever version it is
#pragma once

#include <QString>
#include <QVersionNumber>

#include <optional>

namespace Vermagic {

/// The number in a package's, a module's or a tag's version: 8.1.0 of "20:8.1.0", 2.15.6 of "2.15.6-1fsx10".
/// Null when there is none.
QVersionNumber clientVersion(const QString &text);

class VersionScope
{
public:
    /// Nothing when `text` is none of the forms above.
    static std::optional<VersionScope> parse(const QString &text);
    static VersionScope any();

    bool contains(const QVersionNumber &version) const;
    /// The version of a scope that is one version; else null.
    QVersionNumber exact() const;
    const QString &text() const { return m_text; }
    bool operator==(const VersionScope &) const = default;

private:
    enum class Kind { Any, Exact, Prefix, Between };

    QString m_text;
    Kind m_kind = Kind::Any;
    QVersionNumber m_from, m_to; ///< null: no bound on this side
};

} // namespace Vermagic
