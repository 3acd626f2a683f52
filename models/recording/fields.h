// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which members a value has and what they are called in a file: Fields<T>::list, a tuple of fields, for a structure,
/// EnumNames<E>::list for an enumeration. One list serves writing and reading, so that the two cannot differ; complete<T>()
/// tells at compile time whether a structure has got a member that its list lacks.
#pragma once

#include <QLatin1StringView>

#include <array>
#include <tuple>
#include <utility>

namespace Vermagic {

template<typename T, typename M>
struct Field
{
    QLatin1StringView name;
    M T::*member;
};

template<typename T, typename M>
constexpr Field<T, M> field(QLatin1StringView name, M T::*member)
{
    return {name, member};
}

template<typename T>
struct Fields; ///< list: a tuple of Field

template<typename E>
struct EnumNames; ///< list: an array of names in the order of the enumeration

template<typename T>
concept HasFields = requires { Fields<T>::list; };

template<typename E>
concept HasEnumNames = requires { EnumNames<E>::list; };

/// Converts to anything: counts what an aggregate can be made of.
struct AnyMember
{
    template<typename T>
    operator T() const; // NOLINT(google-explicit-constructor)
};

template<typename T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...> /*members*/)
{
    return requires { T{(static_cast<void>(I), AnyMember())...}; };
}

template<typename T>
constexpr bool complete()
{
    constexpr std::size_t count = std::tuple_size_v<decltype(Fields<T>::list)>;
    return takes<T>(std::make_index_sequence<count>()) && !takes<T>(std::make_index_sequence<count + 1>());
}

} // namespace Vermagic
