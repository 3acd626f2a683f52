// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recording/fieldjson.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace Vermagic {

QJsonValue toJson(bool value)
{
    return value;
}

QJsonValue toJson(int value)
{
    return value;
}

QJsonValue toJson(qint64 value)
{
    return value;
}

QJsonValue toJson(const QString &value)
{
    return value;
}

QJsonValue toJson(const QByteArray &value)
{
    return QString::fromLatin1(value);
}

QJsonValue toJson(const QDateTime &value)
{
    return value.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject mergePatch(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject patch;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()))
            patch.insert(it.key(), QJsonValue::Null);
    }
    for (auto it = after.begin(); it != after.end(); ++it) {
        const QJsonValue old = before.value(it.key());
        if (old == *it)
            continue;
        if (old.isObject() && it->isObject())
            patch.insert(it.key(), mergePatch(old.toObject(), it->toObject()));
        else
            patch.insert(it.key(), *it);
    }
    return patch;
}

bool PatchReader::expect(bool holds, const QString &what)
{
    if (!holds && m_mistake.isEmpty())
        m_mistake = m_path.isEmpty() ? what : m_path.join(u'.') + u": "_s + what;
    return holds && m_mistake.isEmpty();
}

void PatchReader::apply(bool &value, const QJsonValue &patch)
{
    if (expect(patch.isBool(), u"not true or false"_s))
        value = patch.toBool();
}

void PatchReader::apply(int &value, const QJsonValue &patch)
{
    qint64 number = 0;
    apply(number, patch);
    using Limits = std::numeric_limits<int>;
    if (expect(number >= Limits::min() && number <= Limits::max(), u"too large"_s))
        value = int(number);
}

void PatchReader::apply(qint64 &value, const QJsonValue &patch)
{
    const qint64 number = patch.toInteger(std::numeric_limits<qint64>::min());
    if (expect(patch.isDouble() && number != std::numeric_limits<qint64>::min(), u"not a whole number"_s))
        value = number;
}

void PatchReader::apply(QString &value, const QJsonValue &patch)
{
    if (expect(patch.isString(), u"not a text"_s))
        value = printable(patch.toString().toUtf8());
}

void PatchReader::apply(QByteArray &value, const QJsonValue &patch)
{
    if (expect(patch.isString(), u"not a text"_s))
        value = printable(patch.toString().toUtf8()).toLatin1();
}

void PatchReader::apply(QDateTime &value, const QJsonValue &patch)
{
    const QDateTime time = QDateTime::fromString(patch.toString(), Qt::ISODateWithMs);
    if (expect(time.isValid() && time.timeSpec() == Qt::UTC, u"not a time in UTC"_s))
        value = time;
}

int PatchReader::word(const QJsonValue &value, const QLatin1StringView *words, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (value.toString() == words[i])
            return int(i);
    }
    expect(false, u"“%1” is none of the words"_s.arg(printable(value.toString().toUtf8()).left(40)));
    return -1;
}

} // namespace Vermagic
