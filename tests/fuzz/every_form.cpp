// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// every_form ROUNDS: so many generated lines for every form of every command on every module, always the same ones.
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>

#include "fuzz/generated_lines.h"

using namespace atscope;
using namespace atscope::catalog;

int main(int argc, char **argv)
{
    const long rounds = argc == 2 ? std::strtol(argv[1], nullptr, 10) : 0;
    const auto catalog = Catalog::builtIn();
    std::uint64_t seed = 1;
    std::size_t lines = 0;
    std::size_t clean = 0;
    int faults = 0;
    std::set<std::string> said; // one of a kind is enough
    for (const ModuleProfile &module : catalog->model().modules) {
        const CatalogView view(catalog, &module);
        const LineContext context{&view, module.dialects.empty() ? std::string_view() : std::string_view(module.dialects.front()), nullptr};
        for (const auto &command : view.commands())
            for (const Form &form : command->forms)
                for (long round = 0; round < rounds; ++round) {
                    test::Choices choices(++seed * 0x9E37'79B9'7F4A'7C15U | 1U);
                    const std::string line = test::generatedLine(*command.item, form, context, choices);
                    ++lines;
                    const std::string fault = test::faultOf(line, context);
                    if (fault.empty()) {
                        clean += validate(line, parseLine(line, context), context).empty() ? 1 : 0;
                        continue;
                    }
                    ++faults;
                    if (said.insert(command->name + fault.substr(0, fault.find('\n'))).second && said.size() < 40)
                        std::printf("%s %s %s: %s\n", module.id.c_str(), command->name.c_str(), form.id.c_str(), fault.c_str());
                }
    }
    std::printf("%zu lines, %zu of them clean, %d faults\n", lines, clean, faults);
    return lines > 0 && clean > lines / 10 && faults == 0 ? 0 : 1;
}
