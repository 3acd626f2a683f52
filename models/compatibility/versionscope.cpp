// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/versionscope.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A version as a knowledge file writes it: numbers and dots alone.
QVersionNumber plainVersion(const QString &text)
{
    static const QRegularExpression form(u"\\A[0-9]{1,6}(\\.[0-9]{1,6}){1,4}\\z"_s);
    return form.match(text).hasMatch() ? QVersionNumber::fromString(text) : QVersionNumber();
}

} // namespace

QVersionNumber clientVersion(const QString &text)
{
    static const QRegularExpression form(
        u"\\A(?:[0-9]{1,6}:)?v?([0-9]{1,6}(?:\\.[0-9]{1,6}){1,4})(?![0-9.])"_s);
    return QVersionNumber::fromString(form.match(text.trimmed()).captured(1));
}

VersionScope VersionScope::any()
{
    VersionScope scope;
    scope.m_text = u"any"_s;
    return scope;
}

std::optional<VersionScope> VersionScope::parse(const QString &text)
{
    VersionScope scope = any();
    scope.m_text = text;
    if (text == u"any"_s)
        return scope;
    const QString bare = text.mid(3);
    if (text.startsWith(u">= "_s) || text.startsWith(u"<= "_s)) {
        scope.m_kind = Kind::Between;
        (text.startsWith(u'>') ? scope.m_from : scope.m_to) = plainVersion(bare);
        return scope.m_from.isNull() && scope.m_to.isNull() ? std::nullopt : std::optional(scope);
    }
    if (text.contains(u" .. "_s)) {
        scope.m_kind = Kind::Between;
        scope.m_from = plainVersion(text.section(u" .. "_s, 0, 0));
        scope.m_to = plainVersion(text.section(u" .. "_s, 1));
        const bool understood = !scope.m_from.isNull() && !scope.m_to.isNull() && scope.m_from <= scope.m_to;
        return understood ? std::optional(scope) : std::nullopt;
    }
    scope.m_kind = text.endsWith(u".*"_s) ? Kind::Prefix : Kind::Exact;
    scope.m_from = plainVersion(scope.m_kind == Kind::Prefix ? text.chopped(2) : text);
    return scope.m_from.isNull() ? std::nullopt : std::optional(scope);
}

bool VersionScope::contains(const QVersionNumber &version) const
{
    switch (m_kind) {
    case Kind::Any:
        return true;
    case Kind::Exact:
        return version == m_from;
    case Kind::Prefix:
        return m_from.isPrefixOf(version);
    case Kind::Between:
        return !version.isNull() && (m_from.isNull() || version >= m_from)
               && (m_to.isNull() || version <= m_to);
    }
    return false;
}

QVersionNumber VersionScope::exact() const
{
    return m_kind == Kind::Exact ? m_from : QVersionNumber();
}

} // namespace Vermagic
