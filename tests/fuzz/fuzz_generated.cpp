// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "fuzz/generated_lines.h"

// Lines of the forms of the shipped catalogs: the first bytes choose module and form, the others what stands in it.
using namespace atscope;
using namespace atscope::catalog;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto catalog = Catalog::builtIn();
    static std::map<const ModuleProfile *, std::unique_ptr<CatalogView>> s_views;
    test::Choices choices(data, size);
    const ModuleProfile &module = choices.of(catalog->model().modules);
    auto &view = s_views[&module];
    if (!view)
        view = std::make_unique<CatalogView>(catalog, &module);
    const Command &command = *choices.of(view->commands());
    if (command.forms.empty())
        return 0;
    const Form &form = choices.of(command.forms);
    const LineContext context{view.get(), module.dialects.empty() ? std::string_view() : std::string_view(choices.of(module.dialects)),
                              nullptr};
    const std::string line = test::generatedLine(command, form, context, choices);
    if (const std::string fault = test::faultOf(line, context); !fault.empty()) {
        std::fprintf(stderr, "%s %s: %s\n", module.id.c_str(), command.name.c_str(), fault.c_str());
        std::abort();
    }
    return 0;
}
