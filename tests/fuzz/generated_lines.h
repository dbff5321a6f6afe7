// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/catalog/catalog.h"
#include "core/catalog/line.h"

// Command lines made from the shipped catalogs, for whatever must hold of every line: what is composed is read as the same, and
// nothing that can be said about a line lies outside of it.
namespace atscope::test
{

// Where the choices come from: bytes as long as there are any, then numbers that follow from them. The same input, the same lines.
class Choices final
{
public:
    explicit Choices(std::uint64_t seed) : m_state(seed) {}
    Choices(const std::uint8_t *data, std::size_t size);
    std::uint32_t below(std::uint32_t n); // 0 … n − 1
    bool oneIn(std::uint32_t n) { return below(n) == 0; }
    template <class List>
    const auto &of(const List &list)
    {
        return list[below(static_cast<std::uint32_t>(list.size()))];
    }

private:
    const std::uint8_t *m_data = nullptr;
    std::size_t m_left = 0;
    std::uint64_t m_state = 0;
};

// A text for a parameter: mostly one that it takes, at times one just outside, at times anything.
std::string generatedText(const catalog::TypeSpec &type, Choices &choices);
// A line of this form: composed from such texts, or written down argument by argument; at times damaged.
std::string generatedLine(const catalog::Command &command, const catalog::Form &form, const catalog::LineContext &context,
                          Choices &choices);
// What must hold of a line; what does not is in the text. Lines that the checker suggests are looked at as well.
std::string faultOf(const std::string &line, const catalog::LineContext &context);

} // namespace atscope::test
