// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/compiler.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"

namespace atscope::catalog {

using namespace reader;
using yaml::Node;

namespace {

constexpr int FormatVersion = 1;

void readFact(Context &c, const Node &node, Fact &out)
{
    Keys keys(c, node, "facts");
    keys.needName("name", NameKind::Fact, out.name);
    keys.choice<FactKind>("type",
                          {{"text", FactKind::Text}, {"number", FactKind::Number}, {"list", FactKind::List}, {"map", FactKind::Map}},
                          out.kind);
    keys.boolean("partial", out.partial);
    const bool several = out.kind == FactKind::List || out.kind == FactKind::Map;
    if (out.partial && !several)
        c.error(node, "catalog-partial-fact", {{"name", out.name}});
    if (several) {
        keys.refuse("values", "catalog-key-unfit", {{"type", out.kind == FactKind::List ? "list" : "map"}});
        keys.refuse("initial", "catalog-key-unfit", {{"type", out.kind == FactKind::List ? "list" : "map"}});
    }
    keys.strings("values", out.values);
    if (out.kind == FactKind::Number
        && std::any_of(out.values.begin(), out.values.end(), [](const std::string &v) { return !base::toDouble(v); }))
        c.error(node, "catalog-fact-not-numbers", {{"name", out.name}});
    keys.needText("title", out.title);
    keys.boolean("keeps", out.keeps);
    keys.boolean("secret", out.secret);
    if (const Node *initial = keys.get("initial"); initial != nullptr && readString(c, *initial, "initial", out.initial)) {
        if (!out.values.empty() && std::find(out.values.begin(), out.values.end(), out.initial) == out.values.end())
            c.error(*initial, "catalog-bad-choice",
                    {{"key", "initial"}, {"value", out.initial}, {"choices", joined({out.values.begin(), out.values.end()})}});
    }
}

void readFinal(Context &c, const Node &node, Final &out)
{
    Keys keys(c, node, "finals");
    keys.needString("text", out.text);
    keys.boolean("success", out.success);
    keys.boolean("value", out.value);
    keys.boolean("numeric", out.numeric);
    keys.name("table", NameKind::Family, out.errorTable);
    keys.names("families", NameKind::Family, out.families);
    keys.string("tail", out.tail);
    if (out.numeric && !out.value)
        c.error(node, "catalog-numeric-without-value", {{"name", out.text}});
}

void readErrorTable(Context &c, const Node &node, const Family &family, ErrorTable &out)
{
    Keys keys(c, node, "errors");
    const Extension extension(c, keys, "errors");
    extension.begin(family, &Family::errors, out);
    keys.needName("id", NameKind::Family, out.id);
    extension.title(out.title);
    keys.strings("finals", out.finals);
    keys.pattern("firmware", out.firmware);
    keys.string("manual", out.manual);
    const std::size_t before = out.codes.size();
    keys.list("codes", [&](const Node &item) {
        ErrorCode code;
        {
            Keys each(c, item, "codes");
            each.needString("code", code.code);
            each.string("name", code.name);
            each.needText("text", code.text);
            each.text("todo", code.todo);
        }
        // A code of the table that is extended is replaced.
        const auto end = out.codes.begin() + static_cast<std::ptrdiff_t>(before);
        const auto old = std::find_if(out.codes.begin(), end, [&](const ErrorCode &other) { return other.code == code.code; });
        if (old != end)
            *old = std::move(code);
        else
            out.codes.push_back(std::move(code));
    });
    std::vector<std::string_view> seen;
    for (const ErrorCode &code : out.codes)
        seen.push_back(code.code);
    std::sort(seen.begin(), seen.end());
    if (const auto twice = std::adjacent_find(seen.begin(), seen.end()); twice != seen.end())
        c.error(node, "catalog-double-value", {{"value", std::string(*twice)}});
}

void readModule(Context &c, const Node &node, ModuleProfile &out)
{
    Keys keys(c, node, "modules");
    const Extension extension(c, keys, "modules");
    extension.begin(&Model::modules, out);
    out.file = c.file();
    out.line = node.line;
    keys.needName("module", NameKind::Module, out.id);
    extension.title(out.title);
    keys.string("vendor", out.vendor);
    keys.names("families", NameKind::Family, out.families);
    keys.strings("dialects", out.dialects);
    keys.fresh("identify", out.identify);
    keys.list("identify", [&](const Node &item) {
        Identify &identify = out.identify.emplace_back();
        Keys each(c, item, "identify");
        each.needString("role", identify.role);
        if (const Node *pattern = each.need("pattern"))
            readPattern(c, *pattern, "pattern", identify.pattern);
    });
    keys.choice<LineEnd>("ending", {{"cr", LineEnd::Cr}, {"lf", LineEnd::Lf}, {"crlf", LineEnd::CrLf}}, out.lineEnd);
    keys.integer("baud", 50, 20000000, out.baud);
    keys.integer("max-line", 0, 1 << 20, out.maxLine);
    keys.boolean("lenient", out.lenient);
    keys.string("cancel-prompt", out.cancelPrompt);
    keys.pairs("facts", out.facts);
    keys.text("help", out.help);
}

void readPlatform(Context &c, const Node &node, PlatformProfile &out)
{
    Keys keys(c, node, "platforms");
    const Extension extension(c, keys, "platforms");
    extension.begin(&Model::platforms, out);
    out.file = c.file();
    out.line = node.line;
    keys.needName("platform", NameKind::Family, out.id);
    extension.title(out.title);
    keys.text("help", out.help);
    if (extension.active())
        keys.name("fact", NameKind::Fact, out.fact);
    else
        keys.needName("fact", NameKind::Fact, out.fact);
    keys.fresh("hosts", out.hosts);
    keys.list("hosts", [&](const Node &item) { readPattern(c, item, "hosts", out.hosts.emplace_back()); });
    keys.pairs("facts", out.facts);
}

// One name, one entry: also across names, aliases and misprints of the commands of a family.
class Once final
{
public:
    Once(Context &c, const char *code) : m_context(c), m_code(code) {}
    void check(const Node &at, const std::string &name)
    {
        if (name.empty())
            return;
        const auto it = std::lower_bound(m_seen.begin(), m_seen.end(), name);
        if (it != m_seen.end() && *it == name)
            m_context.error(at, m_code, {{"name", name}});
        else
            m_seen.insert(it, name);
    }

private:
    Context &m_context;
    const char *m_code;
    std::vector<std::string> m_seen;
};

void checkManual(Context &c, const Node &at, const Family &family, const std::string &name, const std::string &section)
{
    if (!c.shipped())
        return;
    if (!family.manualFile.empty() && section.empty())
        c.error(at, "catalog-manual-missing", {{"name", name}});
    else if (family.manualFile.empty() && !section.empty() && section.find(".txt") == std::string::npos)
        c.error(at, "catalog-manual-without-file", {{"name", name}});
}

void readFamily(Context &c, Keys &keys, Family &out)
{
    out.file = c.file();
    keys.needText("title", out.title);
    keys.string("manual", out.manualFile);
    keys.name("default-errors", NameKind::Family, out.defaultErrors);
    Once facts(c, "catalog-double-fact");
    keys.list("facts", [&](const Node &item) {
        readFact(c, item, out.facts.emplace_back());
        facts.check(item, out.facts.back().name);
    });
    keys.list("finals", [&](const Node &item) { readFinal(c, item, out.finals.emplace_back()); });
    Once tables(c, "catalog-double-table");
    keys.list("errors", [&](const Node &item) {
        readErrorTable(c, item, out, out.errors.emplace_back());
        tables.check(item, out.errors.back().id);
    });
    Once names(c, "catalog-double-command");
    keys.list("commands", [&](const Node &item) {
        readCommand(c, item, out, out.commands.emplace_back());
        const Command &command = out.commands.back();
        names.check(item, command.name);
        for (const std::string &alias : command.aliases)
            names.check(item, alias);
        for (const std::string &misprint : command.misprints)
            names.check(item, misprint);
        checkManual(c, item, out, command.name, command.manual);
    });
    Once urcs(c, "catalog-double-urc");
    keys.list("urcs", [&](const Node &item) {
        readUrc(c, item, out, out.urcs.emplace_back());
        urcs.check(item, out.urcs.back().name);
        if (!out.urcs.back().shapes.empty()) // what all shapes share is in the first
            for (const std::string &alias : out.urcs.back().shapes.front().aliases)
                urcs.check(item, alias);
        checkManual(c, item, out, out.urcs.back().name, out.urcs.back().manual);
    });
    Once objects(c, "catalog-double-object");
    keys.list("objects", [&](const Node &item) {
        readObject(c, item, out.objects.emplace_back());
        objects.check(item, out.objects.back().id);
        checkManual(c, item, out, out.objects.back().id, out.objects.back().manual);
    });
}

} // namespace

namespace reader {

Extension::Extension(Context &c, Keys &keys, std::string_view what) : m_context(c), m_keys(keys)
{
    const Node *node = keys.get("extends");
    if (node == nullptr || (node->isScalar() && node->text == "false"))
        return;
    if (!readString(c, *node, "extends", m_wanted))
        return;
    m_node = node;
    if (m_wanted != "true")
        return;
    const std::string_view key = what == "errors" ? "id" : what == "modules" ? "module" : what == "platforms" ? "platform" : "name";
    m_wanted.clear();
    for (const auto &[name, value] : keys.node().entries)
        if (name->isScalar() && name->text == key && value->isScalar())
            m_wanted = value->text;
}

void Extension::missing() const
{
    m_context.error(*m_node, "catalog-nothing-to-extend", {{"name", m_wanted}});
}

void Extension::title(Text &out) const
{
    if (active() && !out.empty())
        m_keys.text("title", out);
    else
        m_keys.needText("title", out);
}

} // namespace reader

bool CompiledFile::usable() const
{
    return std::none_of(complaints.begin(), complaints.end(), [](const Complaint &c) { return c.severity == Severity::Error; });
}

CompiledFile compileFile(std::string_view text, const std::string &file, const CompileOptions &options)
{
    CompiledFile out;
    const auto document = yaml::Document::read(text, file);
    if (!document) {
        out.complaints.push_back({document.error(), Severity::Error});
        return out;
    }
    Context c(*document, options, out.complaints);
    {
        Keys keys(c, document->root(), "file");
        if (const Node *version = keys.need("atscope")) {
            int number = 0;
            if (readInteger(c, *version, "atscope", 0, 1 << 30, number) && number != FormatVersion)
                c.error(*version, "catalog-version",
                        {{"version", base::fromInteger(number)}, {"known", base::fromInteger(FormatVersion)}});
        }
        const Node *family = keys.get("family");
        if (family != nullptr) {
            out.families.emplace_back();
            readName(c, *family, NameKind::Family, out.families.back().id);
            readFamily(c, keys, out.families.back());
        } else {
            static constexpr const char *OfFamilies[] = {"title",  "manual", "default-errors", "facts",
                                                         "finals", "errors", "commands",       "urcs",  "objects"};
            for (const char *key : OfFamilies)
                keys.refuse(key, "catalog-key-without-family");
        }
        Once modules(c, "catalog-double-module");
        keys.list("modules", [&](const Node &item) {
            readModule(c, item, out.modules.emplace_back());
            modules.check(item, base::lower(out.modules.back().id));
        });
        Once platforms(c, "catalog-double-platform");
        keys.list("platforms", [&](const Node &item) {
            readPlatform(c, item, out.platforms.emplace_back());
            platforms.check(item, out.platforms.back().id);
        });
        Once named(c, "catalog-double-object");
        keys.list("named-objects", [&](const Node &item) {
            readNamedObject(c, item, out.namedObjects.emplace_back());
            named.check(item, base::fromInteger(out.namedObjects.back().id));
        });
        if (keys.valid() && family == nullptr && out.modules.empty() && out.platforms.empty() && out.namedObjects.empty())
            c.error(document->root(), "catalog-empty");
    }
    std::stable_sort(out.complaints.begin(), out.complaints.end(), [](const Complaint &a, const Complaint &b) {
        return std::pair(a.error.place.line, a.error.place.column) < std::pair(b.error.place.line, b.error.place.column);
    });
    if (!out.usable()) {
        out.families.clear();
        out.modules.clear();
        out.platforms.clear();
        out.namedObjects.clear();
    }
    return out;
}

} // namespace atscope::catalog
