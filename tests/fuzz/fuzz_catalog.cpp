// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/catalog/archive.h"
#include "core/catalog/compiler.h"

// Any text as a catalog file, and any bytes as a table (first byte 0xFF): neither may break anything, and a model that comes out
// comes out of its table unchanged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace atscope::catalog;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (size > 0 && data[0] == 0xff) {
        (void)fromTable(text.substr(1));
        auto sealed = fromTable(archive::sealed("ATSCOPEC", 1, std::string(text.substr(1))));
        if (sealed.ok()) {
            Model model = std::move(sealed).value();
            (void)link(model);
        }
        return 0;
    }
    CompiledFile file = compileFile(text, "fuzz.yaml", {size % 2 == 0});
    if (!file.usable() && (!file.families.empty() || !file.modules.empty()))
        std::abort();
    Model model;
    overlay(model, std::move(file));
    (void)link(model);
    const std::string table = toTable(model);
    const auto again = fromTable(table);
    if (!again.ok() || toTable(*again) != table)
        std::abort();
    return 0;
}
