// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <variant>

namespace gabor {

/// A value, or what went wrong as data. (std::expected comes only with C++23.) Asking for the one that is not there is
/// a broken promise and throws std::bad_variant_access.
template <class Value, class Fault>
class [[nodiscard]] Result
{
public:
    Result(Value value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(Fault fault) : m_content(std::in_place_index<1>, std::move(fault)) { }

    explicit operator bool() const { return m_content.index() == 0; }

    const Value& value() const& { return std::get<0>(m_content); }
    Value&& value() && { return std::get<0>(std::move(m_content)); }
    const Fault& fault() const { return std::get<1>(m_content); }

private:
    std::variant<Value, Fault> m_content;
};

} // namespace gabor
