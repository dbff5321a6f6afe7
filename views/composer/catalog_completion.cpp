// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/catalog_completion.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/base/text.h"
#include "core/decode/dialect.h"
#include "core/decode/resource_names.h"
#include "views/composer/line_place.h"

namespace atscope::views {

namespace {

using catalog::Command;
using catalog::FormKind;
using catalog::TypeKind;

constexpr std::string_view Signs = "+^*#$%&";

bool isNameCharacter(char c)
{
    return base::isAlnum(c) || c == '_' || Signs.find(c) != std::string_view::npos;
}

// Without the AT in front and without the sign: what people remember of a name.
std::string_view bodyOf(std::string_view name)
{
    if (base::startsWithNoCase(name, "AT"))
        name.remove_prefix(2);
    if (!name.empty() && Signs.find(name.front()) != std::string_view::npos)
        name.remove_prefix(1);
    return name;
}

bool containsNoCase(std::string_view text, std::string_view part)
{
    return base::upper(text).find(base::upper(part)) != std::string::npos;
}

// 0: not; 1 is best.
int rankOf(std::string_view name, std::string_view word)
{
    if (base::startsWithNoCase(name, word))
        return 1; // AT+CIO
    const auto bare = name.substr(2);
    if (base::startsWithNoCase(bare, word))
        return 2; // +CIO, or E of ATE0
    const bool written = base::startsWithNoCase(word, "AT") || (!word.empty() && Signs.find(word.front()) != std::string_view::npos);
    if (!written && base::startsWithNoCase(bodyOf(name), word))
        return 3; // cio
    if (const auto body = bodyOf(word); base::startsWithNoCase(word, "AT") && word.size() > 2 && body.size() == word.size() - 2
        && base::startsWithNoCase(bodyOf(name), body))
        return 4; // ATCIO: the sign was forgotten
    if (const auto body = bodyOf(word); body.size() >= 3 && containsNoCase(bodyOf(name), body))
        return 5; // mkey
    return 0;
}

std::string suffixOf(const Command &command, const catalog::Form &form)
{
    switch (form.kind) {
    case FormKind::Test: return "=?";
    case FormKind::Read: return "?";
    case FormKind::Set: return decode::Dialect::answerPrefix(command.name).empty() ? std::string() : "=";
    case FormKind::Execute: break;
    }
    return {};
}

const catalog::Form *itemForm(const Command &command, const std::string &suffix)
{
    for (const auto &form : command.forms)
        if (suffixOf(command, form) == suffix)
            return &form;
    return nullptr;
}

} // namespace

std::string dateTimeText(const QDateTime &moment, std::string_view format)
{
    if (format.empty())
        format = "YYYY-MM-DD hh:mm:ss";
    const auto date = moment.date();
    const auto time = moment.time();
    const auto padded = [](int value, std::size_t width) {
        auto text = std::to_string(std::abs(value));
        return text.size() < width ? std::string(width - text.size(), '0') + text : text;
    };
    const int quarters = moment.offsetFromUtc() / (15 * 60);
    const std::array<std::pair<std::string_view, std::string>, 9> words{{
        {"YYYY", padded(date.year(), 4)}, {"YY", padded(date.year() % 100, 2)}, {"MM", padded(date.month(), 2)},
        {"DD", padded(date.day(), 2)}, {"hh", padded(time.hour(), 2)}, {"mm", padded(time.minute(), 2)},
        {"SSS", padded(time.msec(), 3)}, {"ss", padded(time.second(), 2)},
        {"zz", (quarters < 0 ? '-' : '+') + padded(quarters, 2)},
    }};
    std::string out;
    while (!format.empty()) {
        const auto it = std::find_if(words.begin(), words.end(), [format](const auto &word) { return format.starts_with(word.first); });
        out += it != words.end() ? it->second : std::string(1, format.front());
        format.remove_prefix(it != words.end() ? it->first.size() : 1);
    }
    return out;
}

std::vector<CompletionItem> CatalogCompletion::names(std::string_view word, base::Span replaces, bool first) const
{
    struct Ranked
    {
        int rank;
        CompletionItem item;
    };
    std::vector<Ranked> found;
    const auto add = [&](const Command &command, const std::string &name) {
        // A second command of a line stands without its AT.
        const int rank = rankOf(name, first ? word : "AT" + std::string(word));
        if (rank == 0)
            return;
        CompletionItem item;
        item.label = name;
        item.detail = text(command.title);
        item.text = first ? name : name.substr(2);
        item.replaces = replaces;
        std::vector<std::string> suffixes;
        for (const auto &form : command.forms)
            if (catalog::onModule(form.modules, m_context.view->module()))
                suffixes.push_back(suffixOf(command, form));
        std::sort(suffixes.begin(), suffixes.end());
        suffixes.erase(std::unique(suffixes.begin(), suffixes.end()), suffixes.end());
        if (suffixes.size() == 1)
            item.text += suffixes.front(); // the only way to write it
        item.goesOn = suffixes.size() > 1 || (suffixes.size() == 1 && suffixes.front() == "=");
        found.push_back({rank, std::move(item)});
    };
    for (const auto &command : m_context.view->commands()) {
        if (!catalog::onModule(command->modules, m_context.view->module()))
            continue;
        add(*command, command->name);
        for (const auto &alias : command->aliases)
            add(*command, alias);
    }
    // Names that only contain the word are for who finds nothing else.
    const bool prefixed = std::any_of(found.begin(), found.end(), [](const auto &entry) { return entry.rank < 5; });
    if (prefixed)
        std::erase_if(found, [](const auto &entry) { return entry.rank == 5; });
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return a.rank != b.rank ? a.rank < b.rank : a.item.label < b.item.label;
    });
    std::vector<CompletionItem> items;
    for (auto &entry : found)
        items.push_back(std::move(entry.item));
    return items;
}

std::vector<CompletionItem> CatalogCompletion::forms(const Command &command, std::string_view typed, base::Span replaces) const
{
    std::vector<CompletionItem> items;
    // In the order people want them: values, then doing, then asking.
    for (const auto kind : {FormKind::Set, FormKind::Execute, FormKind::Read, FormKind::Test}) {
        for (const auto &form : command.forms) {
            if (form.kind != kind || !catalog::onModule(form.modules, m_context.view->module()))
                continue;
            const auto suffix = suffixOf(command, form);
            if (!suffix.starts_with(typed) || suffix.empty() || itemForm(command, suffix) != &form)
                continue; // alternatives of one kind begin alike
            CompletionItem item;
            item.kind = CompletionItem::Kind::Form;
            item.label = suffix;
            item.detail = text(form.title.empty() || kind == FormKind::Set ? command.title : form.title);
            item.text = suffix;
            item.replaces = replaces;
            item.goesOn = kind == FormKind::Set;
            items.push_back(std::move(item));
        }
    }
    return items;
}

// A value that exists only under a condition: would the checker take it?
bool CatalogCompletion::accepted(const catalog::ParsedCommand &command, const catalog::Parameter &parameter, const std::string &value) const
{
    const auto line = catalog::compose(command, {{parameter.name, value}}, m_context);
    const auto parsed = catalog::parseLine(line, m_context);
    const auto problems = catalog::validate(line, parsed, m_context);
    return std::none_of(problems.begin(), problems.end(), [&](const auto &problem) {
        return problem.code == "out-of-table" && problem.parameter == parameter.name;
    });
}

// Objects and resources that have a name.
template<class Add> void CatalogCompletion::addNumbers(const catalog::Parameter &parameter, const catalog::ParsedCommand &command, const Add &add) const
{
    const auto &model = m_context.view->catalog().model();
    if (parameter.role == "lwm2m.object")
        for (const auto &object : model.namedObjects)
            add(base::fromInteger(object.id), object.title);
    if (parameter.role == "lwm2m.resource")
        if (const auto *object = decode::resourceOf(model, decode::pathOf(command.arguments)).object)
            for (const auto &resource : object->resources)
                add(base::fromInteger(resource.id), resource.title);
}

std::vector<CompletionItem> CatalogCompletion::values(std::string_view line, const LinePlace &place, std::size_t position, bool all,
                                                      const QDateTime &now) const
{
    using Mark = CompletionItem::Mark;
    const auto *parameter = place.subject();
    const auto *type = place.subjectType();
    std::vector<CompletionItem> items;
    const auto add = [&](const std::string &value, const std::string &detail, Mark mark) {
        const auto same = [&value](const auto &item) { return item.label == value; };
        if (const auto it = std::find_if(items.begin(), items.end(), same); it != items.end()) {
            if (it->mark == Mark::None)
                it->mark = mark;
            if (it->detail.empty())
                it->detail = detail;
            return;
        }
        CompletionItem item;
        item.kind = CompletionItem::Kind::Value;
        item.mark = mark;
        item.label = value;
        item.detail = detail;
        items.push_back(std::move(item));
    };
    if (!parameter->fixed.empty()) {
        add(parameter->fixed, {}, Mark::Fixed);
        for (const auto &value : type->values)
            if (value.value == parameter->fixed)
                items.front().detail = text(value.text);
    } else {
        // The next free id, a length: what the session and the line say comes first.
        if (place.item == nullptr)
            if (const auto proposed = catalog::proposedFor(*parameter, *place.command, m_context); !proposed.empty())
                add(proposed, {}, Mark::Proposed);
        for (const auto &value : type->values)
            if (!value.when.present() || place.item != nullptr || accepted(*place.command, *parameter, value.value))
                add(value.value, text(value.text), value.reserved ? Mark::Reserved : Mark::None);
        addNumbers(*parameter, *place.command, [&](const std::string &number, const catalog::Text &title) { add(number, text(title), Mark::None); });
        if (!parameter->defaultValue.empty())
            add(parameter->defaultValue, {}, Mark::Default);
        if (type->kind == TypeKind::Literal)
            add(type->literal, {}, Mark::Fixed);
        if (type->kind == TypeKind::DateTime)
            add(dateTimeText(now, type->format), {}, Mark::Now);
        if (type->kind == TypeKind::KeyValues && place.item == nullptr)
            for (const auto &key : type->items)
                add(key.name, text(key.title), Mark::None);
    }

    // What is written up to the cursor narrows the list, unless it is a whole value and the user asked for the others.
    const auto span = place.subjectSpan();
    auto from = static_cast<std::size_t>(span.offset);
    if (from < line.size() && line[from] == '"')
        ++from;
    const auto typed = from <= position ? std::string(line.substr(from, position - from)) : std::string();
    const bool whole = std::any_of(items.begin(), items.end(), [&typed](const auto &item) { return item.label == typed; });
    if (whole ? !all : true)
        std::erase_if(items, [&typed](const auto &item) { return !base::startsWithNoCase(item.label, typed); });
    if (whole && !all && items.size() == 1)
        return {}; // nothing to add to what stands there

    const bool last = place.index + 1 >= static_cast<int>(place.command->form->parameters.size());
    for (auto &item : items) {
        item.replaces = span;
        item.text = item.label;
        item.goesOn = !last && place.item == nullptr;
        if (place.item != nullptr)
            continue;
        // With quotes where the form has them: as the catalog would write it.
        const auto written = catalog::compose(*place.command, {{place.parameter->name, item.label}}, m_context);
        const auto parsed = catalog::parseLine(written, m_context);
        if (!parsed.commands.empty())
            if (const auto *argument = parsed.commands.front().argument(place.parameter->name); argument != nullptr && argument->given)
                item.text = written.substr(argument->span.offset, argument->span.length);
    }
    return items;
}

std::vector<CompletionItem> CatalogCompletion::at(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, bool all,
                                                  const QDateTime &now) const
{
    if (m_context.view == nullptr || position > line.size())
        return {};
    const auto place = placeAt(line, parsed, position, m_context);
    if (place.part == LinePlace::Part::Parameter) {
        auto items = values(line, place, position, all, now);
        // AT+CIOTMKEY=| may become the test form as well.
        if (all && place.index == 0 && !place.given && position > 0 && line[position - 1] == '=')
            for (auto &item : forms(*place.command->command, "=", base::Span{position - 1, 1}))
                if (item.text == "=?")
                    items.push_back(std::move(item));
        return items;
    }
    // The word before the cursor, at the beginning of the line or of a further command.
    std::size_t from = position;
    while (from > 0 && isNameCharacter(line[from - 1]))
        --from;
    std::size_t before = from;
    while (before > 0 && base::isBlank(line[before - 1]))
        --before;
    std::size_t to = position;
    while (to < line.size() && isNameCharacter(line[to]))
        ++to;
    // AT+CIOTMKEY| and AT+CIOTMKEY=|: how may the whole name go on?
    if (place.command != nullptr && place.command->command && place.command->match != catalog::NameMatch::Misprint) {
        const auto end = static_cast<std::size_t>(place.command->nameSpan.end());
        const auto typed = position >= end ? line.substr(end, position - end) : std::string_view("-");
        if (typed.empty() || typed == "=") {
            auto items = forms(*place.command->command, typed, base::Span{end, line.size() > end ? std::min<std::size_t>(line.size() - end, typed.size()) : 0});
            if (typed.empty() && from < to) { // and longer names that begin with this one
                for (auto &item : names(line.substr(from, position - from), base::Span{from, to - from}, before == 0))
                    if (item.label.size() > place.command->name.size() && base::startsWithNoCase(item.label, place.command->name))
                        items.push_back(std::move(item));
            }
            return items;
        }
    }
    const bool first = before == 0;
    if (!first && line[before - 1] != ';')
        return {};
    return names(line.substr(from, position - from), base::Span{from, to - from}, first);
}

std::vector<CompletionItem> completionsAt(const session::Draft &draft, std::size_t position, catalog::Language language, bool all)
{
    const auto context = draft.context();
    return CatalogCompletion(context, language).at(draft.line(), draft.parsed(), position, all);
}

std::vector<CompletionItem> completionsAt(std::string_view line, std::size_t position, const catalog::LineContext &context,
                                          catalog::Language language, bool all)
{
    return CatalogCompletion(context, language).at(line, catalog::parseLine(line, context), position, all);
}

} // namespace atscope::views
