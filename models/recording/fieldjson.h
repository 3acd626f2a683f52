// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Values with Fields as JSON, and changes of them as JSON merge patches (RFC 7396). What has its default value is left
/// out. A Fact is {"known": VALUE}, {"absent": true} or {"unknown": REASON}. Reading applies a patch to a value in place
/// (so that what it leaves alone stays shared), is strict about keys and types, and makes text printable().
#pragma once

#include "models/core/command.h"
#include "models/core/fact.h"
#include "models/recording/fields.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

namespace Vermagic {

QJsonValue toJson(bool value);
QJsonValue toJson(int value);
QJsonValue toJson(qint64 value);
QJsonValue toJson(const QString &value);
QJsonValue toJson(const QByteArray &value);
QJsonValue toJson(const QDateTime &value);
template<HasEnumNames E>
QJsonValue toJson(E value);
template<typename T>
QJsonValue toJson(const QList<T> &values);
template<typename T>
QJsonValue toJson(const QMap<QString, T> &values);
template<typename T>
QJsonValue toJson(const Fact<T> &fact);
template<typename T>
QJsonValue toJson(const std::optional<T> &value);
template<HasFields T>
QJsonValue toJson(const T &value);

/// What must be merged into `before` to make it `after`.
QJsonObject mergePatch(const QJsonObject &before, const QJsonObject &after);

/// Applies patches; the first mistake is kept and ends the rest. One object for one patch.
class PatchReader
{
public:
    /// Empty while all is well, else "facts.mounts./data.health: not one of …".
    const QString &mistake() const { return m_mistake; }

    void apply(bool &value, const QJsonValue &patch);
    void apply(int &value, const QJsonValue &patch);
    void apply(qint64 &value, const QJsonValue &patch);
    void apply(QString &value, const QJsonValue &patch);
    void apply(QByteArray &value, const QJsonValue &patch);
    void apply(QDateTime &value, const QJsonValue &patch);
    template<HasEnumNames E>
    void apply(E &value, const QJsonValue &patch);
    template<typename T>
    void apply(QList<T> &values, const QJsonValue &patch);
    template<typename T>
    void apply(QMap<QString, T> &values, const QJsonValue &patch);
    template<typename T>
    void apply(Fact<T> &fact, const QJsonValue &patch);
    template<typename T>
    void apply(std::optional<T> &value, const QJsonValue &patch);
    template<HasFields T>
    void apply(T &value, const QJsonValue &patch);

private:
    bool expect(bool holds, const QString &what);
    template<typename T>
    void member(T &value, const QString &key, const QJsonValue &patch);
    int word(const QJsonValue &value, const QLatin1StringView *words, std::size_t count);

    QStringList m_path;
    QString m_mistake;
};

// --- writing ---------------------------------------------------------------------------------------------------

template<HasEnumNames E>
QJsonValue toJson(E value)
{
    return QString(EnumNames<E>::list.at(static_cast<std::size_t>(value)));
}

template<typename T>
QJsonValue toJson(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

template<typename T>
QJsonValue toJson(const QMap<QString, T> &values)
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), toJson(it.value()));
    return object;
}

template<typename T>
QJsonValue toJson(const Fact<T> &fact)
{
    using namespace Qt::StringLiterals;
    if (fact.isKnown())
        return QJsonObject{{"known"_L1, toJson(fact.value())}};
    if (fact.isAbsent())
        return QJsonObject{{"absent"_L1, true}};
    return QJsonObject{{"unknown"_L1, fact.reason()}};
}

template<typename T>
QJsonValue toJson(const std::optional<T> &value)
{
    return value ? toJson(*value) : QJsonValue(QJsonValue::Null);
}

template<HasFields T>
QJsonValue toJson(const T &value)
{
    QJsonObject object;
    const T standard;
    const auto put = [&](const auto &field) {
        if (value.*field.member != standard.*field.member)
            object.insert(field.name, toJson(value.*field.member));
    };
    std::apply([&](const auto &...field) { (put(field), ...); }, Fields<T>::list);
    return object;
}

// --- reading ---------------------------------------------------------------------------------------------------

template<typename T>
void PatchReader::member(T &value, const QString &key, const QJsonValue &patch)
{
    m_path.append(key);
    apply(value, patch);
    m_path.removeLast();
}

template<HasEnumNames E>
void PatchReader::apply(E &value, const QJsonValue &patch)
{
    if (const int index = word(patch, EnumNames<E>::list.data(), EnumNames<E>::list.size()); index >= 0)
        value = static_cast<E>(index);
}

template<typename T>
void PatchReader::apply(QList<T> &values, const QJsonValue &patch)
{
    if (!expect(patch.isArray(), QStringLiteral("not a list")))
        return;
    values.clear();
    const QJsonArray array = patch.toArray();
    for (const auto &item : array) {
        T value{};
        member(value, QString::number(values.size()), item);
        values.append(std::move(value));
    }
}

template<typename T>
void PatchReader::apply(QMap<QString, T> &values, const QJsonValue &patch)
{
    if (!expect(patch.isObject(), QStringLiteral("not an object")))
        return;
    const QJsonObject object = patch.toObject();
    for (auto it = object.begin(); it != object.end() && m_mistake.isEmpty(); ++it) {
        const QString key = printable(it.key().toUtf8());
        if (it.value().isNull())
            values.remove(key);
        else
            member(values[key], key, it.value());
    }
}

template<typename T>
void PatchReader::apply(Fact<T> &fact, const QJsonValue &patch)
{
    using namespace Qt::StringLiterals;
    const QJsonObject object = patch.toObject();
    const QJsonValue known = object.value("known"_L1);
    const QJsonValue unknown = object.value("unknown"_L1);
    if (!known.isUndefined() && !known.isNull()) {
        T value = fact.value();
        member(value, u"known"_s, known);
        fact = Fact<T>::known(std::move(value));
    } else if (object.value("absent"_L1).toBool()) {
        fact = Fact<T>::absent();
    } else if (expect(unknown.isString(), u"neither known nor absent nor unknown"_s)) {
        fact = Fact<T>::unknown(printable(unknown.toString().toUtf8()));
    }
}

template<typename T>
void PatchReader::apply(std::optional<T> &value, const QJsonValue &patch)
{
    if (!value)
        value.emplace();
    apply(*value, patch);
}

template<HasFields T>
void PatchReader::apply(T &value, const QJsonValue &patch)
{
    if (!expect(patch.isObject(), QStringLiteral("not an object")))
        return;
    const QJsonObject object = patch.toObject();
    qsizetype read = 0;
    const auto take = [&](const auto &field) {
        const auto it = object.constFind(field.name);
        if (it == object.constEnd() || !m_mistake.isEmpty())
            return;
        ++read;
        if (it->isNull())
            value.*field.member = T().*field.member;
        else
            member(value.*field.member, field.name, *it);
    };
    std::apply([&](const auto &...field) { (take(field), ...); }, Fields<T>::list);
    const auto isKnown = [](const QString &key) {
        return std::apply([&](const auto &...field) { return ((field.name == key) || ...); },
                          Fields<T>::list);
    };
    for (auto it = object.begin(); read < object.size() && it != object.end() && m_mistake.isEmpty(); ++it)
        expect(isKnown(it.key()),
               QStringLiteral("has the unknown key “%1”").arg(printable(it.key().toUtf8())));
}

} // namespace Vermagic
