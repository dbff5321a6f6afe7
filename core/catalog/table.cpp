// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/archive.h"
#include "core/catalog/compiler.h"

namespace atscope::catalog {

namespace {

constexpr std::string_view Magic = "ATSCOPEC";
// To be raised with every change of an io() in model.h.
constexpr std::uint32_t TableVersion = 3;

} // namespace

std::string toTable(const Model &model)
{
    archive::Writer writer;
    writer(model);
    return archive::sealed(Magic, TableVersion, writer.take());
}

base::Result<Model> fromTable(std::string_view table)
{
    const auto body = archive::opened(Magic, TableVersion, table);
    if (!body)
        return base::Message("catalog-bad-table");
    archive::Reader reader(*body);
    Model model;
    reader(model);
    if (!reader.good() || !reader.atEnd() || model.schema != 1)
        return base::Message("catalog-bad-table");
    return model;
}

} // namespace atscope::catalog
