// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/symbols.h"

namespace atscope::store {

std::size_t Symbols::Hash::operator()(const Symbol &symbol) const
{
    std::uint64_t hash = 0;
    const auto mix = [&hash](std::uint64_t value) {
        hash = (hash ^ value) * 0x9E37'79B9'7F4A'7C15U;
        hash ^= hash >> 29U;
    };
    mix(static_cast<std::uint32_t>(symbol.form) | std::uint64_t{static_cast<std::uint32_t>(symbol.urc)} << 32U);
    mix(static_cast<std::uint32_t>(symbol.shape) | std::uint64_t{static_cast<std::uint32_t>(symbol.completionStep)} << 32U);
    mix(symbol.name | std::uint64_t{static_cast<std::uint8_t>(symbol.why)} << 32U | std::uint64_t{symbol.timed} << 40U
        | std::uint64_t{static_cast<std::uint8_t>(symbol.completes)} << 48U);
    return static_cast<std::size_t>(hash);
}

Symbols::Symbols()
{
    m_names.append();
}

std::uint32_t Symbols::intern(const Symbol &symbol)
{
    std::uint32_t &recent = m_recent[Hash()(symbol) % m_recent.size()];
    if (recent != 0 && m_symbols[recent - 1] == symbol)
        return recent - 1;
    const auto [it, isNew] = m_numbers.try_emplace(symbol, static_cast<std::uint32_t>(m_symbols.size()));
    if (isNew)
        m_symbols.append(symbol);
    recent = it->second + 1;
    return it->second;
}

std::uint32_t Symbols::internName(std::string_view name)
{
    name = name.substr(0, MostNameBytes);
    if (name.empty())
        return 0;
    if (const auto it = m_nameNumbers.find(name); it != m_nameNumbers.end())
        return it->second;
    const auto number = static_cast<std::uint32_t>(m_names.size());
    if (number > MostNames)
        return 0;
    m_names.append(name);
    m_nameNumbers.emplace(name, number);
    return number;
}

} // namespace atscope::store
