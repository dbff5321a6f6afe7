// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/line_place.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"

namespace atscope::views {

namespace {

using catalog::Argument;
using catalog::ParsedCommand;
using catalog::TypeKind;

constexpr std::size_t Npos = std::string_view::npos;

std::string separatorIn(const std::string &fact, const std::string &fixed, const catalog::LineContext &context)
{
    if (!fact.empty() && context.facts != nullptr)
        if (const auto value = context.facts->value(fact); value.known())
            return value.toText();
    return fixed;
}

base::Span between(std::size_t from, std::size_t to)
{
    return {from, to - from};
}

// The field of a record, the entry of a list or the half of a pair that `position` is in.
void findItem(std::string_view line, const Argument &argument, std::size_t position, const catalog::LineContext &context, LinePlace &place)
{
    const auto &type = *place.type;
    const bool composed = type.kind == TypeKind::Records || type.kind == TypeKind::List || type.kind == TypeKind::KeyValues;
    if (!composed || type.items.empty())
        return;
    const std::size_t from = argument.given ? argument.inner.offset : place.span.offset;
    const std::size_t to = argument.given ? argument.inner.end() : from;
    if (position < from || position > to)
        return;
    const std::string outer = separatorIn(type.separatorFact, type.separator, context);
    const std::string inner = separatorIn(type.itemSeparatorFact, type.itemSeparator, context);
    std::size_t begin = from;
    std::size_t end = to;
    const auto narrow = [&](const std::string &separator) {
        std::size_t passed = 0;
        for (std::size_t at = begin; !separator.empty();) {
            const auto next = line.substr(0, end).find(separator, at);
            if (next == Npos)
                break;
            if (next + separator.size() > position) {
                end = next;
                break;
            }
            begin = at = next + separator.size();
            ++passed;
        }
        return passed;
    };
    narrow(outer);
    if (type.kind == TypeKind::List) {
        place.item = &type.items.front();
    } else if (type.kind == TypeKind::Records) {
        const auto field = narrow(inner);
        if (field >= type.items.size())
            return;
        place.item = &type.items[field];
    } else {
        const std::size_t pair = begin;
        if (narrow(inner) == 0)
            return; // still in the key
        const auto key = base::trimmed(line.substr(pair, begin - inner.size() - pair));
        const auto it = std::find_if(type.items.begin(), type.items.end(), [key](const auto &item) { return item.name == key; });
        if (it == type.items.end())
            return;
        place.item = &*it;
    }
    place.itemSpan = between(begin, end);
}

const ParsedCommand *commandAt(const catalog::ParsedLine &parsed, std::size_t position)
{
    const ParsedCommand *found = nullptr;
    for (const auto &command : parsed.commands)
        if (command.span.offset <= position)
            found = &command;
    return found != nullptr && position <= found->span.end() ? found : nullptr;
}

TabTarget targetOf(const ParsedCommand &command, const ArgumentPlace &place)
{
    const auto &argument = command.arguments[static_cast<std::size_t>(place.index)];
    return {argument.given ? argument.inner : base::Span{place.from, 0}, false};
}

} // namespace

std::vector<ArgumentPlace> argumentPlaces(std::string_view line, const ParsedCommand &command)
{
    std::vector<ArgumentPlace> places;
    if (command.kind != catalog::FormKind::Set || command.form == nullptr)
        return places;
    std::size_t before = command.nameSpan.end(); // end of what stands before the separator
    for (std::size_t i = 0; i < command.arguments.size() && i < command.form->parameters.size(); ++i) {
        const auto &argument = command.arguments[i];
        const std::size_t offset = std::min<std::size_t>(argument.span.offset, line.size());
        // Between two places stands a separator, with blanks maybe; where nothing stands, the line ended before.
        const auto gap = offset > before ? line.substr(before, offset - before) : std::string_view();
        std::size_t sign = 0;
        while (sign < gap.size() && base::isBlank(gap[sign]))
            ++sign;
        if (i > 0 && sign == gap.size())
            break;
        std::size_t behind = sign < gap.size() ? sign + 1 : sign; // the whole character: a full-width comma has three bytes
        while (behind < gap.size() && (static_cast<unsigned char>(gap[behind]) & 0xC0U) == 0x80U)
            ++behind;
        if (!places.empty())
            places.back().to = before + sign;
        places.push_back({before + behind, std::max<std::size_t>(argument.span.end(), before + behind), static_cast<int>(i)});
        before = argument.span.end();
    }
    if (!places.empty() && places.size() == command.form->parameters.size() && command.arguments.size() <= places.size())
        places.back().to = std::max<std::size_t>(places.back().to, std::min<std::size_t>(command.span.end(), line.size()));
    return places;
}

LinePlace placeAt(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, const catalog::LineContext &context)
{
    LinePlace place;
    place.command = commandAt(parsed, position);
    if (place.command == nullptr)
        return place;
    if (position <= place.command->nameSpan.end()) {
        place.part = LinePlace::Part::Name;
        return place;
    }
    for (const auto &candidate : argumentPlaces(line, *place.command)) {
        if (candidate.from > position)
            break;
        const auto &argument = place.command->arguments[static_cast<std::size_t>(candidate.index)];
        place.part = position <= std::max<std::size_t>(candidate.to, argument.span.end()) ? LinePlace::Part::Parameter : LinePlace::Part::None;
        place.index = candidate.index;
        place.parameter = argument.parameter;
        place.type = argument.type;
        place.given = argument.given;
        place.span = argument.given ? argument.span : base::Span{candidate.from, 0};
    }
    if (place.part != LinePlace::Part::Parameter || place.type == nullptr) {
        place.part = LinePlace::Part::None;
        place.parameter = nullptr;
        place.index = -1;
        return place;
    }
    findItem(line, place.command->arguments[static_cast<std::size_t>(place.index)], position, context, place);
    return place;
}

std::optional<TabTarget> nextPlace(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position,
                                   const catalog::LineContext &context)
{
    const auto place = placeAt(line, parsed, position, context);
    if (place.command == nullptr)
        return std::nullopt;
    const auto places = argumentPlaces(line, *place.command);
    if (places.empty())
        return std::nullopt;
    if (place.part == LinePlace::Part::Name)
        return targetOf(*place.command, places.front());
    for (const auto &candidate : places)
        if (candidate.index == place.index + 1)
            return targetOf(*place.command, candidate);
    // One more, if the last one has something in it: Tab in an empty last place leaves the editor.
    const auto &last = places.back();
    const bool more = static_cast<std::size_t>(last.index) + 1 < place.command->form->parameters.size();
    if (place.part != LinePlace::Part::Parameter || place.index != last.index || !place.given || !more)
        return std::nullopt;
    return TabTarget{{place.span.end(), 0}, true};
}

std::optional<TabTarget> previousPlace(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position,
                                       const catalog::LineContext &context)
{
    const auto place = placeAt(line, parsed, position, context);
    if (place.command == nullptr || place.part == LinePlace::Part::Name)
        return std::nullopt;
    const auto places = argumentPlaces(line, *place.command);
    std::optional<TabTarget> found;
    for (const auto &candidate : places)
        if (place.part == LinePlace::Part::Parameter ? candidate.index == place.index - 1 : candidate.from <= position)
            found = targetOf(*place.command, candidate);
    return found;
}

} // namespace atscope::views
