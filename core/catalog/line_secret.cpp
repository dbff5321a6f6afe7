// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/catalog/line.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_pattern.h"
#include "core/catalog/line_scope.h"
#include "core/catalog/line_split.h"

namespace atscope::catalog {

namespace {

using namespace detail;

// The secret parts of a text that stands at `from`.
void addParts(std::string_view text, const Secret &secret, std::uint64_t from, std::vector<base::Span> &out)
{
    if (!secret.part.empty()) // api-key: ?(.*)
        for (const base::Span &part : firstGroups(secret.part, text))
            out.push_back({from + part.offset, part.length});
    if (!secret.jsonKeys.empty())
        for (const base::Span &member : jsonMembers(text, secret.jsonKeys))
            out.push_back({from + member.offset, member.length});
}

// What items of a record or of key=value pairs hold secrets: user=abc;password=xyz.
void addItems(const Argument &argument, const LineScope &scope, const LineContext &context, std::vector<base::Span> &out)
{
    const TypeSpec &type = *argument.type;
    const std::string_view wire = argument.wire();
    const auto add = [&](const Parameter &item, std::string_view part) {
        if (!part.empty() && (item.secret.always || (item.secret.when.present() && item.secret.when.compiled.isTrue(scope))))
            out.push_back({argument.inner.offset + static_cast<std::uint64_t>(part.data() - wire.data()), part.size()});
    };
    for (const std::string_view record : recordsOf(wire, type, context)) {
        if (type.kind == TypeKind::KeyValues) {
            const KeyAndValue pair = keyAndValue(record, type, context);
            if (const Parameter *item = itemOf(type, pair.key))
                add(*item, pair.value);
        } else if (type.kind == TypeKind::Records) {
            const auto fields = fieldsOf(record, type, context);
            for (std::size_t i = 0; i < fields.size() && i < type.items.size(); ++i)
                add(type.items[i], fields[i]);
        } else if (!type.items.empty()) {
            add(type.items.front(), record);
        }
    }
}

void addSecrets(const Argument &argument, const LineScope &scope, const LineContext &context, std::vector<base::Span> &out)
{
    if (!argument.given || argument.parameter == nullptr || argument.type == nullptr || argument.inner.length == 0)
        return;
    const Secret &secret = argument.parameter->secret;
    if (secret.always || (secret.when.present() && secret.when.compiled.isTrue(scope))) {
        out.push_back(argument.inner);
        return;
    }
    const std::string &wire = argument.wire();
    // Where typographic signs were repaired inside, places in the text are not places in the line: hide all of it.
    const bool exact = wire.size() == argument.inner.length;
    const bool hasItems = std::any_of(argument.type->items.begin(), argument.type->items.end(),
                                      [](const Parameter &item) { return item.secret.any(); });
    if (!exact && (hasItems || !secret.part.empty() || !secret.jsonKeys.empty())) {
        out.push_back(argument.inner);
        return;
    }
    if (hasItems)
        addItems(argument, scope, context, out);
    addParts(wire, secret, argument.inner.offset, out);
}

std::vector<base::Span> inOrder(std::vector<base::Span> spans)
{
    std::sort(spans.begin(), spans.end(), [](const base::Span &a, const base::Span &b) { return a.offset < b.offset; });
    std::vector<base::Span> out;
    for (const base::Span &span : spans) {
        if (!out.empty() && span.offset <= out.back().end())
            out.back().length = std::max(out.back().end(), span.end()) - out.back().offset;
        else
            out.push_back(span);
    }
    return out;
}

} // namespace

std::vector<base::Span> secretSpans(const ParsedCommand &command, const LineContext &context)
{
    std::vector<base::Span> spans;
    const LineScope scope(&command.arguments, context);
    for (const Argument &argument : command.arguments)
        addSecrets(argument, scope, context, spans);
    return inOrder(std::move(spans));
}

std::vector<base::Span> secretSpans(std::string_view line, const ParsedLine &parsed, const LineContext &context)
{
    const auto ofCommands = [&context](const ParsedLine &read) {
        std::vector<base::Span> spans;
        for (const ParsedCommand &command : read.commands) {
            const auto own = secretSpans(command, context);
            spans.insert(spans.end(), own.begin(), own.end());
        }
        return inOrder(std::move(spans));
    };
    auto spans = ofCommands(parsed);
    if (line.find('\b') == std::string_view::npos)
        return spans;
    constexpr int MostRuns = 16;
    auto first = spans.empty() ? line.size() : static_cast<std::size_t>(spans.front().offset);
    int runs = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] != '\b' || line[i - 1] == '\b')
            continue;
        if (++runs > MostRuns) { // nobody types so
            first = std::min(first, line.find('='));
            break;
        }
        const auto before = line.substr(0, i);
        if (const auto then = ofCommands(parseLine(before, context)); !then.empty())
            first = std::min(first, static_cast<std::size_t>(then.front().offset));
    }
    if (first >= line.size())
        return {};
    return {{first, line.size() - first}};
}

std::vector<base::Span> secretSpans(const std::vector<Argument> &fields, const LineContext &context, const FieldOwner &owner)
{
    std::vector<base::Span> spans;
    LineScope scope(owner.arguments, context);
    scope.setFields(&fields, owner.fieldNames != nullptr ? owner.fieldNames
                             : owner.form != nullptr     ? &owner.form->fieldNames
                                                         : nullptr);
    for (const Argument &field : fields)
        addSecrets(field, scope, context, spans);
    return inOrder(std::move(spans));
}

std::vector<base::Span> secretSpans(std::string_view text, const Secret &secret)
{
    std::vector<base::Span> spans;
    if (secret.always && !text.empty())
        spans.push_back({0, text.size()});
    else
        addParts(text, secret, 0, spans);
    return inOrder(std::move(spans));
}

std::string masked(std::string_view text, const std::vector<base::Span> &secrets)
{
    std::string out;
    std::size_t from = 0;
    for (const auto &span : secrets) {
        if (span.offset < from || span.end() > text.size())
            continue;
        out += text.substr(from, span.offset - from);
        out += SecretShown;
        from = span.end();
    }
    out += text.substr(from);
    return out;
}

} // namespace atscope::catalog
