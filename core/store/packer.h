// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace atscope::store {

// What a store keeps in its side index, as bytes: numbers as this machine has them (the index says which machine), texts with
// their length before them.
class Packer final
{
public:
    template<class T>
    void number(T value)
    {
        static_assert(std::is_integral_v<T> || std::is_floating_point_v<T>);
        const std::size_t at = m_out.size();
        m_out.resize(at + sizeof value);
        std::memcpy(m_out.data() + at, &value, sizeof value);
    }
    void text(std::string_view value)
    {
        number(static_cast<std::uint64_t>(value.size()));
        m_out += value;
    }
    const std::string &bytes() const { return m_out; }

private:
    std::string m_out;
};

// The way back. Takes any bytes: behind the end all is 0 and ok() false.
class Unpacker final
{
public:
    explicit Unpacker(std::string_view bytes) : m_rest(bytes) {}

    template<class T>
    T number()
    {
        static_assert(std::is_integral_v<T> || std::is_floating_point_v<T>);
        T value{};
        if (m_rest.size() < sizeof value) {
            fail();
            return value;
        }
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }
    std::string_view text()
    {
        const auto size = number<std::uint64_t>();
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view value = m_rest.substr(0, static_cast<std::size_t>(size));
        m_rest.remove_prefix(value.size());
        return value;
    }
    // How many items follow, of which each has at least so many bytes.
    std::uint64_t count(std::size_t each)
    {
        const auto count = number<std::uint64_t>();
        if (count > m_rest.size() / each) {
            fail();
            return 0;
        }
        return count;
    }
    // What is read must fit; else nothing that follows is to be trusted.
    void require(bool fits)
    {
        if (!fits)
            fail();
    }
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_ok && m_rest.empty(); }

private:
    void fail()
    {
        m_ok = false;
        m_rest = {};
    }
    std::string_view m_rest;
    bool m_ok = true;
};

// Tells damage, not intent.
inline std::uint64_t digestOf(std::string_view bytes)
{
    constexpr std::uint64_t Factor = 0x9E37'79B9'7F4A'7C15U;
    std::uint64_t lanes[4] = {bytes.size(), Factor, ~Factor, 0x2545'F491'4F6C'DD1DU};
    const auto mix = [](std::uint64_t &lane, std::uint64_t word) {
        lane = (lane ^ word) * Factor;
        lane ^= lane >> 29U;
    };
    while (bytes.size() >= sizeof lanes) {
        for (std::size_t i = 0; i < 4; ++i) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + 8 * i, sizeof word);
            mix(lanes[i], word);
        }
        bytes.remove_prefix(sizeof lanes);
    }
    for (const char c : bytes)
        mix(lanes[0], static_cast<unsigned char>(c) + 1U);
    for (std::size_t i = 1; i < 4; ++i)
        mix(lanes[0], lanes[i]);
    return lanes[0];
}

} // namespace atscope::store
