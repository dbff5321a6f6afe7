// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/roles.h"

#include <algorithm>
#include <set>

#include "core/catalog/line.h"

namespace atscope::session {

namespace {

template<class Visit>
void eachForm(const decode::Dialect &dialect, Visit visit)
{
    const auto &module = dialect.view().module();
    for (const auto &command : dialect.view().commands()) {
        if (!catalog::onModule(command->modules, module))
            continue;
        for (const auto &form : command->forms)
            if (!form.role.empty() && catalog::onModule(form.modules, module) && !visit(*command.item, form))
                return;
    }
}

std::optional<RoleLine> compose(const decode::Dialect &dialect, const catalog::Command &command, const catalog::Form &form,
                                const catalog::NamedTexts &values)
{
    const catalog::LineContext context{&dialect.view(), dialect.name(), nullptr};
    auto line = catalog::compose(command, form, values, context);
    if (!line)
        return std::nullopt;
    return RoleLine{form.role, std::move(line).value(), &command, &form};
}

} // namespace

std::vector<RoleLine> linesOfRoles(const decode::Dialect &dialect, std::string_view prefix, bool oneEach)
{
    std::vector<RoleLine> out;
    std::set<std::string> had;
    eachForm(dialect, [&](const catalog::Command &command, const catalog::Form &form) {
        const bool asks = form.role.starts_with(prefix) && form.kind != catalog::FormKind::Test
            && std::all_of(form.parameters.begin(), form.parameters.end(), [](const auto &parameter) { return parameter.optional; });
        if (asks && (!oneEach || !had.contains(form.role)))
            if (auto line = compose(dialect, command, form, {})) {
                had.insert(form.role);
                out.push_back(std::move(*line));
            }
        return true;
    });
    return out;
}

std::optional<RoleLine> lineOfRole(const decode::Dialect &dialect, std::string_view role, const std::string &value)
{
    std::optional<RoleLine> out;
    eachForm(dialect, [&](const catalog::Command &command, const catalog::Form &form) {
        if (form.role != role)
            return true;
        catalog::NamedTexts values;
        if (!value.empty() && !form.parameters.empty())
            values.emplace_back(form.parameters.front().name, value);
        out = compose(dialect, command, form, values);
        return !out;
    });
    return out;
}

} // namespace atscope::session
