// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One observed property of a node. "Not there" (Absent) is never "could not look" (Unknown):
/// a parser that meets an answer it does not understand yields Unknown with the reason, never Absent.
#pragma once

#include <QString>

#include <utility>

namespace Vermagic {

enum class FactState { Known, Absent, Unknown };

template<typename T>
class Fact
{
public:
    /// Unknown: nobody has looked yet.
    Fact() = default;

    static Fact known(T value)
    {
        Fact fact;
        fact.m_state = FactState::Known;
        fact.m_value = std::move(value);
        return fact;
    }
    static Fact absent()
    {
        Fact fact;
        fact.m_state = FactState::Absent;
        return fact;
    }
    static Fact unknown(QString reason)
    {
        Fact fact;
        fact.m_reason = std::move(reason);
        return fact;
    }

    FactState state() const { return m_state; }
    bool isKnown() const { return m_state == FactState::Known; }
    bool isAbsent() const { return m_state == FactState::Absent; }
    bool isUnknown() const { return m_state == FactState::Unknown; }

    /// The value when Known, else a default-constructed T.
    const T &value() const { return m_value; }
    T valueOr(const T &fallback) const { return isKnown() ? m_value : fallback; }
    /// Why the fact is Unknown; empty otherwise.
    const QString &reason() const { return m_reason; }

    bool operator==(const Fact &) const = default;

private:
    FactState m_state = FactState::Unknown;
    T m_value = {};
    QString m_reason;
};

/// Known, or Absent when empty.
inline Fact<QString> textFact(const QString &text)
{
    return text.isEmpty() ? Fact<QString>::absent() : Fact<QString>::known(text);
}

} // namespace Vermagic
