// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes JSON (RFC 8259) with keys in the order in which they are given, which QJsonObject cannot: a report is
/// read by people too. UTF-8, two blanks of indentation, a newline at the end. The caller pairs begin and end.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace Vermagic {

class JsonWriter
{
public:
    void beginObject(const QString &key = {});
    void endObject() { end('}'); }
    void beginList(const QString &key = {});
    void endList() { end(']'); }

    void text(const QString &key, const QString &value);
    void number(const QString &key, qint64 value);
    /// Null where there is none.
    void number(const QString &key, const std::optional<double> &value);
    void boolean(const QString &key, bool value);
    void texts(const QString &key, const QStringList &values);
    /// An element of a list.
    void text(const QString &value);

    QByteArray result() const { return m_text + '\n'; }

private:
    void startItem(const QString &key);
    void end(char bracket);
    static QByteArray quoted(const QString &value);

    QByteArray m_text;
    int m_depth = 0;
    bool m_empty = true; ///< nothing in the innermost object or list yet
};

} // namespace Vermagic
