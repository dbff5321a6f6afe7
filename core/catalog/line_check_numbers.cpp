// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers, tables and bits: what a value may be, here and on this module.
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_check.h"
#include "core/catalog/line_value_check.h"

namespace atscope::catalog::detail {

namespace {

// 0..5, 7, ≥ 10
std::string rangesText(const std::vector<Range> &ranges)
{
    std::string text;
    for (const Range &range : ranges) {
        text += text.empty() ? "" : ", ";
        if (range.low && range.high && *range.low == *range.high) {
            text += base::fromDouble(*range.low);
            continue;
        }
        if (range.low && range.high)
            text += base::fromDouble(*range.low) + ".." + base::fromDouble(*range.high);
        else if (range.low)
            text += "≥ " + base::fromDouble(*range.low);
        else if (range.high)
            text += "≤ " + base::fromDouble(*range.high);
    }
    return text;
}

bool inRanges(const std::vector<Range> &ranges, double value)
{
    return ranges.empty() || std::any_of(ranges.begin(), ranges.end(), [value](const Range &range) {
        return (!range.low || value >= *range.low) && (!range.high || value <= *range.high);
    });
}

// Digits with a sign, however many.
bool isWholeNumber(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), base::isDigit);
}

} // namespace

void ValueCheck::numbers(const TypeSpec &type, std::string_view text)
{
    const bool whole = type.kind == TypeKind::Integer;
    const expr::Value value = toValue(text, type, m_context);
    if (!value.isNumber()) {
        if (!whole || !isWholeNumber(text)) {
            add("not-a-number", text, {{"value", excerpt(text)}});
            return;
        }
        if (!type.ranges.empty()) // beyond 64 bits
            add("out-of-range", text, {{"value", excerpt(text)}, {"range", rangesText(type.ranges)}});
        return;
    }
    if (whole && !isWholeNumber(text)) { // 0x10: a number, but not one that a module reads
        const bool listed = std::any_of(type.values.begin(), type.values.end(),
                                        [text](const ValueMeaning &meaning) { return meaning.value == text; });
        if (!listed) {
            add("not-a-number", text, {{"value", excerpt(text)}});
            return;
        }
    }
    if (!inRanges(type.ranges, value.number())) {
        add("out-of-range", text, {{"value", excerpt(text)}, {"range", rangesText(type.ranges)}});
        return;
    }
    for (const ValueMeaning &meaning : type.values)
        if (sameValue(text, meaning.value))
            presentOnModule(meaning, text);
}

void ValueCheck::values(const TypeSpec &type, std::string_view text)
{
    const ValueMeaning *other = nullptr; // right but for its case
    std::string all;
    for (const ValueMeaning &meaning : type.values) {
        if (sameValue(text, meaning.value)) {
            presentOnModule(meaning, text);
            return;
        }
        if (base::equalsNoCase(text, meaning.value))
            other = &meaning;
        if (all.size() < 400)
            all += (all.empty() ? "" : ", ") + meaning.value;
    }
    if (type.open || type.values.empty())
        return;
    add("out-of-table", text, {{"value", excerpt(text)}, {"values", all}});
    if (other != nullptr && m_exact) {
        m_out.back().mend = true;
        m_out.back().edits.push_back({span(text), other->value});
    }
}

// A listed value may be reserved, or be there under a condition only.
void ValueCheck::presentOnModule(const ValueMeaning &meaning, std::string_view text)
{
    if (meaning.reserved)
        add("reserved-value", text, {{"value", excerpt(text)}}, Severity::Warning);
    if (!meaning.when.present() || m_context.view == nullptr)
        return;
    const CatalogView &view = *m_context.view;
    const auto &used = meaning.when.compiled.usedSlots();
    const bool perModule = std::find(used.begin(), used.end(), static_cast<int>(Slots::Module)) != used.end();
    // Other parameters forbid it; what hangs on the module, its dialect or its state may be otherwise on the one at hand.
    const bool outside = std::any_of(used.begin(), used.end(), [](int slot) { return slot >= Slots::Module; });
    const Severity severity = meaning.severity.value_or(outside ? Severity::Warning : Severity::Error);
    const auto tell = [&](const char *code, const std::string &module, Severity how) {
        add(code, text, {{"value", excerpt(text)}, {"module", module}}, how);
        if (meaning.why.empty())
            return;
        const std::string shown = m_secret ? SecretShown : excerpt(text);
        const auto put = [&](const std::string &words) {
            return withPlaceholders(words, {{"value", shown}, {"parameter", m_name}, {"module", module}});
        };
        m_out.back().problem.text = {put(meaning.why.en), put(meaning.why.zh)};
    };
    const bool listedAgain = std::any_of(m_argument.type->values.begin(), m_argument.type->values.end(), [&](const ValueMeaning &other) {
        return &other != &meaning && other.value == meaning.value
            && (!other.when.present() || !other.when.compiled.isFalse(m_scope)); // this meaning does not hold, another one does
    });
    if (listedAgain)
        return;
    if (!perModule) {
        if (meaning.when.compiled.isFalse(m_scope))
            tell("value-not-here", view.module().id, severity);
        return;
    }
    if (!view.module().lenient) {
        if (meaning.when.compiled.isFalse(m_scope))
            tell("value-not-on-module", view.module().id, severity);
        return;
    }
    // No module chosen: say on which ones of those that have the command it is missing. Where it is missing on all of them, it
    // does not matter which one this is.
    std::string missing;
    bool everywhere = true;
    for (const ModuleProfile *module : modulesWith(m_family, view)) {
        LineScope scope = m_scope;
        scope.setModule(module->id);
        if (meaning.when.compiled.isFalse(scope))
            missing += (missing.empty() ? "" : ", ") + module->id;
        else
            everywhere = false;
    }
    if (!missing.empty())
        tell("value-not-on-module", missing, everywhere ? severity : Severity::Warning);
}

void ValueCheck::flags(const TypeSpec &type, std::string_view text)
{
    const expr::Value value = toValue(text, type, m_context);
    if (!value.isInteger()) {
        add("not-a-number", text, {{"value", excerpt(text)}});
        return;
    }
    if (!inRanges(type.ranges, value.number())) {
        add("out-of-range", text, {{"value", excerpt(text)}, {"range", rangesText(type.ranges)}});
        return;
    }
    std::uint64_t known = 0;
    std::string all;
    for (const BitMeaning &bit : type.bits) {
        known |= bit.bit >= 0 && bit.bit < 64 ? std::uint64_t{1} << static_cast<unsigned>(bit.bit) : 0;
        all += (all.empty() ? "" : ", ") + base::fromInteger(bit.bit);
    }
    if (!type.bits.empty() && !type.open && (static_cast<std::uint64_t>(value.integer()) & ~known) != 0)
        add("unknown-bits", text, {{"value", excerpt(text)}, {"bits", all}});
}

} // namespace atscope::catalog::detail
