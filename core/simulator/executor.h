// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"
#include "core/simulator/behaviour.h"
#include "core/simulator/module_state.h"

namespace atscope::simulator {

// What a command line brings.
struct Outcome
{
    bool answered = false;          // false: it was no command line, nothing comes back
    bool success = false;
    std::vector<std::string> lines; // of the answers, in order
    std::string final;              // OK, +CME ERROR: 108
    std::string code;               // the number of the refusal, whatever the level; empty: none
    Deed deed = Deed::None;         // to be done once the answer is out
};

// Carries out command lines on a state, as catalog and behaviour say. Holds references only.
class Executor final
{
public:
    Executor(const Behaviour &behaviour, ModuleState &state) : m_behaviour(behaviour), m_state(state) {}
    Outcome execute(std::string_view line);
    Outcome tooLong() const; // a line that did not fit the buffer

private:
    bool run(std::string_view line, const catalog::ParsedLine &parsed, const catalog::ParsedCommand &command, Outcome &out);
    bool perform(const catalog::ParsedCommand &command, const Manners &manners, Outcome &out);
    bool bound(const catalog::ParsedCommand &command, const Binding &binding, const Manners &manners, Outcome &out);
    bool refuse(const catalog::ParsedCommand &command, const Manners *manners, const std::string &code, Outcome &out) const;
    bool answer(const catalog::ParsedCommand &command, const Binding &binding, const Manners &manners,
                std::vector<std::string> &lines, std::vector<int> &shapes, bool &any) const;
    std::string line(const catalog::LineShape &shape, const std::vector<std::pair<std::string, bool>> &texts,
                     const Manners &manners) const;
    void apply(const catalog::ParsedCommand &command, catalog::EffectOn on,
               const std::vector<catalog::Argument> *fields = nullptr);
    catalog::LineContext context() const { return {&m_behaviour.view(), m_behaviour.dialect().name(), &m_state.facts()}; }
    int level() const;

    const Behaviour &m_behaviour;
    ModuleState &m_state;
};

} // namespace atscope::simulator
