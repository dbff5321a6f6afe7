// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace atscope::base {

// A message of the core: a code and named arguments, never a sentence. The sentences, English and Chinese, are data
// (resources/messages/*.yaml) and are rendered by catalog::Messages. Codes are lower case words joined by hyphens.
struct Message
{
    std::string code;
    std::vector<std::pair<std::string, std::string>> args;

    Message() = default;
    Message(std::string c) : code(std::move(c)) {}
    Message(std::string c, std::vector<std::pair<std::string, std::string>> a) : code(std::move(c)), args(std::move(a)) {}

    std::string_view arg(std::string_view name) const
    {
        for (const auto &[key, value] : args)
            if (key == name)
                return value;
        return {};
    }
    bool operator==(const Message &) const = default;
};

// A place in a text file, counted from 1; 0 means "not known".
struct SourcePlace
{
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const SourcePlace &) const = default;
};

// Why something could not be done, with the place in a file where that is known.
struct Error
{
    Message message;
    SourcePlace place;

    Error() = default;
    Error(Message m) : message(std::move(m)) {}
    Error(Message m, SourcePlace p) : message(std::move(m)), place(std::move(p)) {}
};

// A value or the reason why there is none. Core functions return it instead of throwing.
template<class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}
    Result(Message message) : m_data(std::in_place_index<1>, Error(std::move(message))) {}

    bool ok() const { return m_data.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const & { return std::get<0>(m_data); }
    T &value() & { return std::get<0>(m_data); }
    T &&value() && { return std::get<0>(std::move(m_data)); }
    const T *operator->() const { return &std::get<0>(m_data); }
    const T &operator*() const & { return std::get<0>(m_data); }

    const Error &error() const { return std::get<1>(m_data); }

private:
    std::variant<T, Error> m_data;
};

} // namespace atscope::base
