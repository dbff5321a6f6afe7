// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_check.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/catalog/line_arguments.h"
#include "core/catalog/line_datetime.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_pattern.h"
#include "core/catalog/line_split.h"
#include "core/catalog/line_syntax.h"
#include "core/catalog/messages.h"

namespace atscope::catalog::detail {

namespace {

std::string number(std::size_t value)
{
    return base::fromInteger(static_cast<std::int64_t>(value));
}

// 0..5, 7, 10..
std::string rangesText(const std::vector<Range> &ranges)
{
    std::string text;
    for (const Range &range : ranges) {
        text += text.empty() ? "" : ", ";
        if (range.low && range.high && *range.low == *range.high) {
            text += base::fromDouble(*range.low);
            continue;
        }
        text += range.low ? base::fromDouble(*range.low) : std::string();
        text += "..";
        text += range.high ? base::fromDouble(*range.high) : std::string();
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

bool sameValue(std::string_view text, std::string_view value)
{
    if (text == value)
        return true;
    const auto a = base::toInteger(text);
    return a && a == base::toInteger(value); // 01 is 1
}

// Checks one text; for what stands inside a record or list, `m_argument` is the argument as a whole.
class ValueCheck final
{
public:
    ValueCheck(const Argument &argument, const LineScope &scope, const Family *family, const LineContext &context,
               std::vector<Finding> &out)
        : m_argument(argument), m_scope(scope), m_family(family), m_context(context), m_out(out),
          m_name(argument.parameter != nullptr ? argument.parameter->name : std::string()),
          m_exact(argument.raw.empty() && argument.inner.length == argument.text.size()), m_secret(isSecret(argument, scope))
    {
    }

    void patternMismatch(std::string_view text);
    void quoting(const TypeSpec &type);
    void fixedValue(const std::string &fixed, std::string_view text);
    void text(const TypeSpec &type, std::string_view text);

private:
    base::Span span(std::string_view part) const;
    void add(std::string code, std::string_view at, MessageArgs args, Severity severity = Severity::Error);
    void numbers(const TypeSpec &type, std::string_view text);
    void values(const TypeSpec &type, std::string_view text);
    void flags(const TypeSpec &type, std::string_view text);
    void lengths(const TypeSpec &type, std::string_view text, const char *unit);
    void characters(const TypeSpec &type, std::string_view text);
    void separators(const TypeSpec &type);
    void hex(const TypeSpec &type, std::string_view text);
    void host(const TypeSpec &type, std::string_view text);
    void json(std::string_view text);
    void pairs(const TypeSpec &type, std::string_view text);
    void records(const TypeSpec &type, std::string_view text);
    void list(const TypeSpec &type, std::string_view text);
    void presentOnModule(const ValueMeaning &meaning, std::string_view text);

    const Argument &m_argument;
    const LineScope &m_scope;
    const Family *m_family;
    const LineContext &m_context;
    std::vector<Finding> &m_out;
    std::string m_name;
    bool m_exact;
    bool m_secret;
    int m_depth = 0;
};

// `part` is a view into the argument's text.
base::Span ValueCheck::span(std::string_view part) const
{
    const char *begin = m_argument.text.data();
    if (!m_exact || part.data() < begin || part.data() > begin + m_argument.text.size())
        return m_argument.span;
    return {m_argument.inner.offset + static_cast<std::uint64_t>(part.data() - begin), part.size()};
}

void ValueCheck::add(std::string code, std::string_view at, MessageArgs args, Severity severity)
{
    if (m_secret) // a problem of a secret is shown and written where the secret must not be
        for (auto &[name, value] : args)
            if (name == "value" || name == "character" || name == "host" || name == "port" || name == "topic" || name == "pair"
                || name == "key" || name == "record")
                value = SecretShown;
    args.insert(args.begin(), {"parameter", m_name});
    const bool whole = at.size() == m_argument.text.size();
    m_out.push_back(finding(severity, std::move(code), m_name, whole ? m_argument.span : span(at), std::move(args)));
}

// What form it is the parameter's help says; a regular expression would tell nobody.
void ValueCheck::patternMismatch(std::string_view text)
{
    add("pattern-mismatch", text, {{"value", excerpt(text)}});
    if (m_argument.parameter == nullptr || m_depth > 0 || m_argument.parameter->help.empty())
        return;
    Problem &problem = m_out.back().problem;
    const Text &help = m_argument.parameter->help;
    problem.text = {Messages::render(problem.message, Language::English) + ' ' + help.en,
                    Messages::render(problem.message, Language::Chinese) + help.zh};
}

void ValueCheck::quoting(const TypeSpec &type)
{
    if (type.kind == TypeKind::Rest)
        return;
    // A parameter that is a number whatever the others say stands bare; where a variant makes a text a number (NOTIFY's value,
    // "-12"), quotes may stay.
    const bool number = isNumeric(type) && type.quoting == Quoting::Optional && m_argument.parameter != nullptr
        && isNumeric(m_argument.parameter->type);
    if (m_argument.quoted && (type.quoting == Quoting::Forbidden || number)) {
        add("quoting-forbidden", m_argument.text, {});
        const bool several = isNumeric(type) && m_argument.text.find_first_of(",; \"") != std::string::npos; // no number at all
        m_out.back().mend = !m_argument.text.empty() && !several;
        std::string bare = m_argument.wire();
        for (std::size_t at = bare.find("\\\""); at != std::string::npos; at = bare.find("\\\"", at + 1))
            bare.erase(at, 1); // {\"a\":1}: without quotes around it, nothing escapes the ones inside
        m_out.back().edits.push_back({m_argument.span, std::move(bare)});
    } else if (!m_argument.quoted && type.quoting == Quoting::Required) {
        add("quoting-required", m_argument.text, {});
        m_out.back().mend = true;
        m_out.back().edits.push_back({{m_argument.span.offset, 0}, "\""});
        m_out.back().edits.push_back({{m_argument.span.end(), 0}, "\""});
    }
}

void ValueCheck::fixedValue(const std::string &fixed, std::string_view text)
{
    if (sameValue(text, fixed))
        return;
    add("out-of-table", text, {{"value", excerpt(text)}, {"values", fixed}});
    m_out.back().mend = text.find_first_of(":;,") == std::string_view::npos; // 0:3000 says more than one thing
    m_out.back().edits.push_back({m_argument.inner, fixed});
}

void ValueCheck::text(const TypeSpec &type, std::string_view text)
{
    switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Float:
        numbers(type, text);
        break;
    case TypeKind::Enumeration:
        values(type, text);
        break;
    case TypeKind::Flags:
        flags(type, text);
        break;
    case TypeKind::String:
        lengths(type, text, "bytes");
        characters(type, text);
        separators(type);
        if (!type.values.empty())
            values(type, text);
        break;
    case TypeKind::Hex:
        hex(type, text);
        break;
    case TypeKind::Host:
    case TypeKind::HostPort:
        lengths(type, text, "bytes");
        host(type, text);
        break;
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
        lengths(type, text, "bytes");
        if (type.kind == TypeKind::Topic ? !isTopic(text) : !isTopicFilter(text))
            add("bad-topic", text, {{"topic", excerpt(text)}, {"filter", type.kind == TypeKind::Topic ? "no" : "yes"}});
        break;
    case TypeKind::DateTime:
        if (!readDateTime(text, type.format).stamp.known())
            add("bad-date", text,
                {{"value", excerpt(text)}, {"format", type.format.empty() ? "YYYY-MM-DD hh:mm:ss" : type.format}});
        break;
    case TypeKind::Json:
        lengths(type, text, "bytes");
        json(text);
        break;
    case TypeKind::KeyValues:
        lengths(type, text, "bytes");
        pairs(type, text);
        break;
    case TypeKind::Records:
        lengths(type, text, "bytes");
        records(type, text);
        break;
    case TypeKind::List:
        lengths(type, text, "bytes");
        list(type, text);
        break;
    case TypeKind::Bitmap:
        lengths(type, text, "bytes");
        if (const auto wrong = text.find_first_not_of("01"); wrong != std::string_view::npos || text.empty())
            add("bad-bitmap", text, {{"value", excerpt(text)}});
        break;
    case TypeKind::Literal:
        if (text != type.literal) {
            add("out-of-table", text, {{"value", excerpt(text)}, {"values", type.literal}});
            m_out.back().mend = base::equalsNoCase(text, type.literal) && m_exact;
            m_out.back().edits.push_back({span(text), type.literal});
        }
        break;
    case TypeKind::Rest:
        lengths(type, text, "bytes");
        break;
    }
}

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

void ValueCheck::lengths(const TypeSpec &type, std::string_view text, const char *unit)
{
    const auto size = static_cast<std::int64_t>(text.size());
    if (type.maxBytes && size > *type.maxBytes)
        add("too-long", text, {{"size", number(text.size())}, {"limit", base::fromInteger(*type.maxBytes)}, {"unit", unit}});
    else if (type.minBytes && size < *type.minBytes)
        add("too-short", text, {{"size", number(text.size())}, {"limit", base::fromInteger(*type.minBytes)}, {"unit", unit}});
}

void ValueCheck::characters(const TypeSpec &type, std::string_view text)
{
    if (!type.chars.empty()) {
        const ByteSet &allowed = bytesOfClass(type.chars);
        const auto wrong =
            std::find_if(text.begin(), text.end(), [&allowed](char c) { return !allowed[static_cast<unsigned char>(c)]; });
        if (wrong != text.end()) {
            const auto at = static_cast<std::size_t>(wrong - text.begin());
            std::size_t length = 1; // the whole character
            while (at + length < text.size() && length < 4 && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U
                   && static_cast<unsigned char>(*wrong) >= 0xC0)
                ++length;
            add("bad-characters", text.substr(at, length),
                {{"character", excerpt(text.substr(at, length))}, {"allowed", type.chars}});
            return;
        }
    }
    if (!type.pattern.empty() && !matchesWhole(type.pattern, text))
        patternMismatch(text);
}

// M531X: `",` `";` and `,"` separate arguments wherever they stand; \x2C says a comma without being one.
// "{"a":"1","b":"2"}" must be "{"a":"1"\x2C"b":"2"}"; "x"\r,"y" is taken by the module.
void ValueCheck::separators(const TypeSpec &type)
{
    if (!type.bareQuotes || !m_argument.quoted || m_depth > 0)
        return;
    const std::string_view wire = m_argument.wire();
    std::string repaired;
    std::size_t first = std::string_view::npos;
    const auto behindEscape = [&wire, &type](std::size_t i) {
        if (!type.escapes)
            return false;
        return (i >= 2 && wire[i - 2] == '\\') ||
               (i >= 4 && wire[i - 4] == '\\' && (wire[i - 3] == 'x' || base::isDigit(wire[i - 3])));
    };
    for (std::size_t i = 0; i < wire.size(); ++i) {
        const char c = wire[i];
        const bool behind = i > 0 && wire[i - 1] == '"' && (c == ',' || c == ';');
        const bool before = c == ',' && i + 1 < wire.size() && wire[i + 1] == '"' && !behindEscape(i);
        if (!behind && !before) {
            repaired += c;
            continue;
        }
        repaired += c == ',' ? "\\x2C" : "\\x3B";
        if (first == std::string_view::npos)
            first = i;
    }
    if (first == std::string_view::npos)
        return;
    add("separator-in-value", m_argument.text, {{"separator", std::string(wire.substr(first > 0 ? first - 1 : 0, 2))}});
    Finding &found = m_out.back();
    found.mend = type.escapes;
    if (!type.escapes)
        return; // nothing says a comma otherwise here
    found.ways.push_back({base::Message("way-escape"), {{m_argument.inner, repaired}}, {}, {}});
    found.edits.push_back({m_argument.inner, std::move(repaired)});
    // \r in front of it: the module takes "x"\r,"y" as one text, and most servers do not mind.
    std::string returned;
    for (std::size_t i = 0; i < wire.size(); ++i) {
        const bool separator = wire[i] == ',' || wire[i] == ';';
        const bool behind = separator && i > 0 && wire[i - 1] == '"';
        const bool before = wire[i] == ',' && i + 1 < wire.size() && wire[i + 1] == '"' && !behindEscape(i);
        if (behind || before)
            returned += "\\r";
        returned += wire[i];
    }
    found.ways.push_back({base::Message("way-return"), {{m_argument.inner, std::move(returned)}}, {}, {}});
    if (!type.hexParameter.empty())
        found.ways.push_back({base::Message("way-hex"),
                              {},
                              {{m_name, base::upper(base::toHex(m_argument.text))}, {type.hexParameter, type.hexValue}},
                              {}});
}

void ValueCheck::hex(const TypeSpec &type, std::string_view text)
{
    const auto wrong = std::find_if_not(text.begin(), text.end(), base::isHexDigit);
    if (wrong != text.end()) {
        const auto at = static_cast<std::size_t>(wrong - text.begin());
        add("not-hex", text.substr(at, 1), {{"character", excerpt(text.substr(at, 1))}});
        return;
    }
    if (type.even && text.size() % 2 != 0)
        add("odd-digits", text, {{"size", number(text.size())}});
    lengths(type, text, "digits");
    if (!type.pattern.empty() && !matchesWhole(type.pattern, text))
        patternMismatch(text);
}

void ValueCheck::host(const TypeSpec &type, std::string_view text)
{
    if (type.kind == TypeKind::Host) {
        if (!isHost(text))
            add("bad-host", text, {{"host", excerpt(text)}});
        return;
    }
    switch (checkHostPort(text)) {
    case HostPortFault::None:
        break;
    case HostPortFault::Host:
        add("bad-host", text, {{"host", excerpt(text)}});
        break;
    case HostPortFault::Port:
        add("bad-port", text, {{"port", excerpt(text.substr(text.rfind(':') + 1))}});
        break;
    }
}

void ValueCheck::json(std::string_view text)
{
    const JsonResult read = readQuotedJson(text);
    if (read.ok)
        return;
    const bool escaped = hasEscapedQuotes(text);
    const std::size_t at = escaped ? 0 : std::min(read.position, text.size());
    add("bad-json", escaped ? text : text.substr(at, std::min<std::size_t>(1, text.size() - at)),
        {{"position", number(read.position + 1)}, {"expected", read.expected}});
}

// pmin=1;pmax=2
void ValueCheck::pairs(const TypeSpec &type, std::string_view text)
{
    for (const std::string_view pair : recordsOf(text, type, m_context)) {
        const KeyAndValue split = keyAndValue(pair, type, m_context);
        if (!split.separated || split.key.empty()) {
            add("bad-pair", pair, {{"pair", excerpt(pair)}});
            return;
        }
        const Parameter *item = itemOf(type, split.key);
        if (item == nullptr) {
            if (!type.items.empty() && !type.open)
                add("unknown-key", split.key, {{"key", excerpt(split.key)}});
            continue;
        }
        ++m_depth;
        this->text(item->type, base::trimmed(split.value));
        --m_depth;
    }
}

// te,,22.5;hy,,35%
void ValueCheck::records(const TypeSpec &type, std::string_view text)
{
    std::size_t count = 0;
    for (const std::string_view record : recordsOf(text, type, m_context)) {
        ++count;
        const auto fields = fieldsOf(record, type, m_context);
        std::size_t least = type.items.size();
        while (least > 0 && type.items[least - 1].optional)
            --least;
        if (!type.items.empty() && (fields.size() > type.items.size() || fields.size() < least)) {
            add("bad-record", record, {{"record", number(count)}, {"fields", number(fields.size())},
                                       {"expected", number(fields.size() > type.items.size() ? type.items.size() : least)}});
            return;
        }
        for (std::size_t i = 0; i < fields.size() && i < type.items.size(); ++i) {
            if (fields[i].empty()) {
                if (!type.items[i].optional) {
                    add("empty-item", record, {{"record", number(count)}, {"item", type.items[i].name}});
                    return;
                }
                continue;
            }
            const std::size_t before = m_out.size();
            ++m_depth;
            this->text(type.items[i].type, fields[i]);
            --m_depth;
            if (m_out.size() > before)
                return; // one bad record says enough
        }
    }
}

// 5700;5701
void ValueCheck::list(const TypeSpec &type, std::string_view text)
{
    std::size_t count = 0;
    for (const std::string_view element : recordsOf(text, type, m_context)) {
        ++count;
        if (element.empty()) {
            add("empty-item", text, {{"record", number(count)}, {"item", m_name}});
            return;
        }
        if (type.items.empty())
            continue;
        const std::size_t before = m_out.size();
        ++m_depth;
        this->text(type.items.front().type, element);
        --m_depth;
        if (m_out.size() > before)
            return;
    }
}

} // namespace

std::vector<const ModuleProfile *> modulesWith(const Family *family, const CatalogView &view)
{
    std::vector<const ModuleProfile *> modules;
    for (const ModuleProfile &module : view.catalog().model().modules)
        if (family != nullptr && !module.lenient
            && std::find(module.families.begin(), module.families.end(), family->id) != module.families.end())
            modules.push_back(&module);
    return modules;
}

void checkValue(const Argument &argument, const LineScope &scope, const Family *family, const LineContext &context,
                std::vector<Finding> &out)
{
    if (!argument.given || argument.parameter == nullptr || argument.type == nullptr)
        return;
    const TypeSpec &type = *argument.type;
    ValueCheck check(argument, scope, family, context, out);
    check.quoting(type);
    std::string_view text = argument.text;
    if (argument.quoted && isTrimmedKind(type) && !base::trimmed(text).empty())
        text = base::trimmed(text); // " 89172" has been told
    if (text.empty() && isOptional(*argument.parameter))
        return; // "": as good as left out
    if (!argument.parameter->fixed.empty()) {
        check.fixedValue(argument.parameter->fixed, text);
        return;
    }
    check.text(type, text);
}

} // namespace atscope::catalog::detail
