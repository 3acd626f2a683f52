// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/jsonwriter.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

void JsonWriter::startItem(const QString &key)
{
    if (!m_empty)
        m_text += ',';
    if (m_depth > 0)
        m_text += '\n' + QByteArray(m_depth * 2, ' ');
    m_empty = false;
    if (!key.isNull())
        m_text += quoted(key) + ": ";
}

void JsonWriter::beginObject(const QString &key)
{
    startItem(key);
    m_text += '{';
    ++m_depth;
    m_empty = true;
}

void JsonWriter::beginList(const QString &key)
{
    startItem(key);
    m_text += '[';
    ++m_depth;
    m_empty = true;
}

void JsonWriter::end(char bracket)
{
    --m_depth;
    if (!m_empty)
        m_text += '\n' + QByteArray(m_depth * 2, ' ');
    m_text += bracket;
    m_empty = false;
}

void JsonWriter::text(const QString &key, const QString &value)
{
    startItem(key);
    m_text += quoted(value);
}

void JsonWriter::number(const QString &key, qint64 value)
{
    startItem(key);
    m_text += QByteArray::number(value);
}

void JsonWriter::number(const QString &key, const std::optional<double> &value)
{
    startItem(key);
    // Fifteen digits: what a double holds for certain; JSON has no word for infinity.
    m_text += value && std::isfinite(*value) ? QByteArray::number(*value, 'g', 15) : "null";
}

void JsonWriter::boolean(const QString &key, bool value)
{
    startItem(key);
    m_text += value ? "true" : "false";
}

void JsonWriter::texts(const QString &key, const QStringList &values)
{
    startItem(key);
    QByteArrayList items;
    for (const QString &value : values)
        items.append(quoted(value));
    m_text += '[' + items.join(", ") + ']';
}

void JsonWriter::text(const QString &value)
{
    startItem({});
    m_text += quoted(value);
}

QByteArray JsonWriter::quoted(const QString &value)
{
    QString escaped;
    escaped.reserve(value.size() + 2);
    for (const QChar c : value) {
        const char16_t u = c.unicode();
        if (u == u'"' || u == u'\\')
            escaped += u'\\' + QString(c);
        else if (u == u'\n')
            escaped += "\\n"_L1;
        else if (u == u'\t')
            escaped += "\\t"_L1;
        else if (u < 0x20 || u == 0x7f || u == 0x2028 || u == 0x2029)
            escaped += u"\\u"_s + QString::number(u, 16).rightJustified(4, u'0');
        else
            escaped += c;
    }
    // toUtf8() replaces lone surrogates.
    return '"' + escaped.toUtf8() + '"';
}

} // namespace Vermagic
