// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_split.h"

#include "core/base/text.h"
#include "core/catalog/line_scope.h"

namespace atscope::catalog::detail {

std::vector<std::string_view> recordsOf(std::string_view text, const TypeSpec &type, const LineContext &context)
{
    const std::string separator = separatorOf(type.separatorFact, type.separator, ";", context);
    std::vector<std::string_view> records;
    while (!text.empty()) {
        const auto end = text.find(separator);
        records.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + separator.size());
    }
    return records;
}

std::vector<std::string_view> fieldsOf(std::string_view record, const TypeSpec &type, const LineContext &context)
{
    const std::string separator = separatorOf(type.itemSeparatorFact, type.itemSeparator, ",", context);
    std::vector<std::string_view> fields;
    for (;;) {
        const bool last = fields.size() + 1 == type.items.size() && type.items.back().type.kind == TypeKind::Rest;
        const auto end = last ? std::string_view::npos : record.find(separator);
        fields.push_back(record.substr(0, end));
        if (end == std::string_view::npos)
            return fields;
        record.remove_prefix(end + separator.size());
    }
}

KeyAndValue keyAndValue(std::string_view pair, const TypeSpec &type, const LineContext &context)
{
    const std::string separator = separatorOf(type.itemSeparatorFact, type.itemSeparator, "=", context);
    const auto end = pair.find(separator);
    if (end == std::string_view::npos)
        return {base::trimmed(pair), {}, false};
    return {base::trimmed(pair.substr(0, end)), pair.substr(end + separator.size()), true};
}

const Parameter *itemOf(const TypeSpec &type, std::string_view key)
{
    for (const Parameter &item : type.items) {
        if (base::equalsNoCase(item.name, key))
            return &item;
        for (const std::string &alias : item.aliases)
            if (base::equalsNoCase(alias, key))
                return &item;
    }
    return nullptr;
}

} // namespace atscope::catalog::detail
