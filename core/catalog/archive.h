// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

// Writes and reads anything with an io() member: numbers as variable-length integers, every text once in a pool. Used by
// toTable/fromTable and for the table of messages. Same build, same layout: there is one version number and a checksum.
namespace atscope::catalog::archive {

template<class T> struct IsVector : std::false_type {};
template<class T> struct IsVector<std::vector<T>> : std::true_type {};
template<class T> struct IsOptional : std::false_type {};
template<class T> struct IsOptional<std::optional<T>> : std::true_type {};
template<class T> struct IsPair : std::false_type {};
template<class A, class B> struct IsPair<std::pair<A, B>> : std::true_type {};

class Writer final
{
public:
    template<class... T> void operator()(const T &...values) { (write(values), ...); }

    // Pool and body, without a header.
    std::string take();

private:
    void number(std::uint64_t n) { number(m_body, n); }
    static void number(std::string &out, std::uint64_t n)
    {
        for (; n >= 0x80; n >>= 7)
            out += static_cast<char>((n & 0x7f) | 0x80);
        out += static_cast<char>(n);
    }
    void text(const std::string &s)
    {
        const auto [it, added] = m_index.emplace(s, m_pool.size());
        if (added)
            m_pool.push_back(s);
        number(it->second);
    }
    template<class T> void write(const T &v)
    {
        if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, char>) {
            m_body += static_cast<char>(v);
        } else if constexpr (std::is_enum_v<T>) {
            number(static_cast<std::uint64_t>(v));
        } else if constexpr (std::is_integral_v<T>) {
            const auto n = static_cast<std::int64_t>(v); // zigzag: small negative numbers stay short
            number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63));
        } else if constexpr (std::is_same_v<T, double>) {
            auto bits = std::bit_cast<std::uint64_t>(v);
            for (int i = 0; i < 8; ++i, bits >>= 8)
                m_body += static_cast<char>(bits & 0xff);
        } else if constexpr (std::is_same_v<T, std::string>) {
            text(v);
        } else if constexpr (IsVector<T>::value) {
            number(v.size());
            for (const auto &item : v)
                write(item);
        } else if constexpr (IsOptional<T>::value) {
            m_body += static_cast<char>(v.has_value());
            if (v)
                write(*v);
        } else if constexpr (IsPair<T>::value) {
            write(v.first);
            write(v.second);
        } else {
            const_cast<T &>(v).io(*this); // io() serves both ways; writing changes nothing
        }
    }
    std::string m_body;
    std::vector<std::string> m_pool;
    std::unordered_map<std::string, std::size_t> m_index;
};

// Reads any bytes: after the first thing that cannot be, `good()` is false and everything else stays empty. Never reserves
// memory for what is only announced.
class Reader final
{
public:
    explicit Reader(std::string_view bytes);

    template<class... T> void operator()(T &...values) { (read(values), ...); }
    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_bytes.size(); }

private:
    static constexpr int MaxDepth = 64;

    std::uint64_t number()
    {
        std::uint64_t n = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(octet());
            n |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0)
                return n;
        }
        m_good = false;
        return 0;
    }
    char octet()
    {
        if (!m_good || m_at >= m_bytes.size()) {
            m_good = false;
            return 0;
        }
        return m_bytes[m_at++];
    }
    template<class T> void read(T &v)
    {
        if (!m_good)
            return;
        if constexpr (std::is_same_v<T, bool>) {
            v = octet() != 0;
        } else if constexpr (std::is_same_v<T, char>) {
            v = octet();
        } else if constexpr (std::is_enum_v<T>) {
            const std::uint64_t n = number(); // an enumerator that is none ends in a default branch; 255 is beyond all of them
            v = static_cast<T>(n <= 0x1f ? n : 0);
            m_good = m_good && n <= 0x1f;
        } else if constexpr (std::is_integral_v<T>) {
            const std::uint64_t n = number();
            const auto value = static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
            v = static_cast<T>(value);
            m_good = m_good && static_cast<std::int64_t>(v) == value;
        } else if constexpr (std::is_same_v<T, double>) {
            std::uint64_t bits = 0;
            for (int i = 0; i < 8; ++i)
                bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(octet())) << (8 * i);
            v = std::bit_cast<double>(bits);
        } else if constexpr (std::is_same_v<T, std::string>) {
            const std::uint64_t index = number();
            if (m_good && index < m_pool.size())
                v = m_pool[index];
            else
                m_good = false;
        } else if constexpr (IsVector<T>::value) {
            const std::uint64_t size = number();
            if (size > m_bytes.size() - m_at) // every item takes a byte at least
                m_good = false;
            for (std::uint64_t i = 0; i < size && m_good; ++i) {
                v.emplace_back();
                read(v.back());
            }
        } else if constexpr (IsOptional<T>::value) {
            if (octet() != 0)
                read(v.emplace());
        } else if constexpr (IsPair<T>::value) {
            read(v.first);
            read(v.second);
        } else {
            if (++m_depth > MaxDepth)
                m_good = false;
            else
                v.io(*this);
            --m_depth;
        }
    }
    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::vector<std::string_view> m_pool;
    int m_depth = 0;
    bool m_good = true;
};

// Header (magic, version, checksum) and body. `opened` gives the body, or nothing.
std::string sealed(std::string_view magic, std::uint32_t version, std::string body);
std::optional<std::string_view> opened(std::string_view magic, std::uint32_t version, std::string_view table);

} // namespace atscope::catalog::archive
