// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/yaml_keys.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/text.h"
#include "core/expr/pattern.h"

namespace atscope::catalog::reader {

using yaml::Node;

namespace {

constexpr std::size_t MaxComplaints = 200; // of one file; whoever reads that many has another problem

const char *kindWord(const Node &node)
{
    switch (node.kind) {
    case yaml::Kind::Null: return "nothing";
    case yaml::Kind::Scalar: return "text";
    case yaml::Kind::Sequence: return "list";
    case yaml::Kind::Map: return "map";
    }
    return "nothing";
}

bool wrongType(Context &c, const Node &node, std::string_view what, const char *expected)
{
    c.error(node, "catalog-wrong-type", {{"key", std::string(what)}, {"expected", expected}, {"found", kindWord(node)}});
    return false;
}

std::optional<double> number(std::string_view text)
{
    text = base::trimmed(text);
    if (text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X") {
        if (const auto n = base::toInteger(text.substr(2), 16))
            return static_cast<double>(*n);
        return std::nullopt;
    }
    return base::toDouble(text);
}

std::optional<double> millisOf(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 4> Units{
        {{"ms", 1}, {"min", 60000}, {"s", 1000}, {"h", 3600000}}};
    text = base::trimmed(text);
    double factor = 1;
    for (const auto &[unit, ms] : Units) {
        if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit) {
            factor = ms;
            text = base::trimmed(text.substr(0, text.size() - unit.size()));
            break;
        }
    }
    const auto n = base::toDouble(text);
    if (!n || *n < 0 || *n * factor > 1e10)
        return std::nullopt;
    return *n * factor;
}

// 0..5, 7, 10.., ..3
bool readRange(Context &c, const Node &node, std::string_view what, Range &out)
{
    if (!node.isScalar())
        return wrongType(c, node, what, "range");
    const std::string_view text = base::trimmed(node.text);
    const std::size_t dots = text.find("..");
    bool good = false;
    if (dots == std::string_view::npos) {
        out.low = out.high = number(text);
        good = out.low.has_value();
    } else {
        const std::string_view low = base::trimmed(text.substr(0, dots));
        const std::string_view high = base::trimmed(text.substr(dots + 2));
        if (!low.empty())
            out.low = number(low);
        if (!high.empty())
            out.high = number(high);
        good = (low.empty() || out.low) && (high.empty() || out.high) && !(low.empty() && high.empty());
    }
    if (good && out.low && out.high && *out.low > *out.high)
        good = false;
    if (!good)
        c.error(node, "catalog-bad-range", {{"key", std::string(what)}, {"value", node.text}});
    return good;
}

bool nameFits(std::string_view name, NameKind kind)
{
    if (name.empty() || name.size() > 200)
        return false;
    const auto all = [&](const auto &good) { return std::all_of(name.begin(), name.end(), good); };
    switch (kind) {
    case NameKind::Parameter:
        return all([](char c) { return base::isLower(c) || base::isDigit(c) || c == '_'; });
    case NameKind::Fact:
        return all([](char c) { return base::isLower(c) || base::isDigit(c) || c == '_' || c == '.'; }) && name.front() != '.'
               && name.back() != '.' && name.find("..") == std::string_view::npos;
    case NameKind::Family:
    case NameKind::RuleCode:
        return all([](char c) { return base::isLower(c) || base::isDigit(c) || c == '-'; }) && name.front() != '-';
    case NameKind::Module:
        return all([](char c) { return c > ' ' && c < 0x7f && c != '\'' && c != '"'; });
    case NameKind::Command:
        if (name == "A/" || name == "+++")
            return true;
        return name.substr(0, 2) == "AT" && all([](char c) {
                   return c > ' ' && c < 0x7f && !base::isLower(c) && c != '=' && c != '?' && c != ';' && c != '"';
               });
    case NameKind::Urc:
    case NameKind::Prefix:
        return all([](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; }) && name.front() != ' ' &&
               name.back() != ' ' && name.back() != ':';
    }
    return false;
}

const char *nameKindWord(NameKind kind)
{
    switch (kind) {
    case NameKind::Parameter: return "catalog-bad-parameter-name";
    case NameKind::Fact: return "catalog-bad-fact-name";
    case NameKind::Family: return "catalog-bad-id";
    case NameKind::Module: return "catalog-bad-module-name";
    case NameKind::Command: return "catalog-bad-command-name";
    case NameKind::Urc:
    case NameKind::Prefix: return "catalog-bad-prefix";
    case NameKind::RuleCode: return "catalog-bad-code";
    }
    return "catalog-bad-id";
}

} // namespace

std::string joined(const std::vector<std::string_view> &words)
{
    std::string all;
    for (const std::string_view word : words) {
        if (!all.empty())
            all += ", ";
        all += word;
    }
    return all;
}

void Context::add(int line, int column, Severity severity, const char *code, Args args)
{
    Complaint complaint{base::Error(base::Message(code, std::move(args)), {m_document.file(), line, column}), severity};
    // What stands behind an anchor is read as often as it is used, but complains once.
    const bool again = std::any_of(m_complaints.begin(), m_complaints.end(), [&](const Complaint &other) {
        return other.error.place == complaint.error.place && other.error.message == complaint.error.message;
    });
    if (!again && m_complaints.size() < MaxComplaints)
        m_complaints.push_back(std::move(complaint));
}

void Context::errorInside(const Node &at, std::size_t n, const char *code, Args args)
{
    const std::string_view before = std::string_view(at.text).substr(0, std::min(n, at.text.size()));
    int column = at.textColumn;
    if (at.style != yaml::Style::Folded) {
        column += static_cast<int>(base::utf8Length(before));
        for (const char c : before)
            column +=
                (at.style == yaml::Style::Single && c == '\'') || (at.style == yaml::Style::Double && (c == '"' || c == '\\'))
                    ? 1
                    : 0;
    }
    add(at.line, column, Severity::Error, code, std::move(args));
}

bool readString(Context &c, const Node &node, std::string_view what, std::string &out)
{
    if (!node.isScalar())
        return wrongType(c, node, what, "text");
    out = node.text;
    return true;
}

bool readInteger(Context &c, const Node &node, std::string_view what, int low, int high, int &out)
{
    if (!node.isScalar())
        return wrongType(c, node, what, "integer");
    const auto n = base::toInteger(node.text);
    if (!n) {
        c.error(node, "catalog-not-a-number", {{"key", std::string(what)}, {"value", node.text}});
        return false;
    }
    if (*n < low || *n > high) {
        c.error(node, "catalog-number-out-of-range",
                {{"key", std::string(what)},
                 {"value", node.text},
                 {"low", base::fromInteger(low)},
                 {"high", base::fromInteger(high)}});
        return false;
    }
    out = static_cast<int>(*n);
    return true;
}

bool readText(Context &c, const Node &node, std::string_view what, Text &out)
{
    if (!node.isMap())
        return wrongType(c, node, what, "both-languages");
    out = {};
    Keys keys(c, node, what);
    keys.string("en", out.en);
    keys.string("zh", out.zh);
    if (out.en.empty())
        c.error(node, "catalog-text-missing", {{"key", std::string(what)}, {"language", "en"}});
    else if (out.zh.empty() && c.shipped())
        c.error(node, "catalog-text-missing", {{"key", std::string(what)}, {"language", "zh"}});
    return true;
}

bool readExpr(Context &c, const Node &node, std::string_view what, Expr &out)
{
    if (!node.isScalar())
        return wrongType(c, node, what, "expression");
    if (base::trimmed(node.text).empty()) {
        c.error(node, "catalog-empty-value", {{"key", std::string(what)}});
        return false;
    }
    out.source = node.text;
    out.line = node.line;
    out.column = node.textColumn;
    out.style = static_cast<char>(node.style);
    out.compiled = {};
    return true;
}

bool readMillis(Context &c, const Node &node, std::string_view what, double &out)
{
    if (!node.isScalar())
        return wrongType(c, node, what, "duration");
    const auto ms = millisOf(node.text);
    if (!ms) {
        c.error(node, "catalog-bad-duration", {{"key", std::string(what)}, {"value", node.text}});
        return false;
    }
    out = *ms;
    return true;
}

bool isMillis(const Node &node)
{
    return node.isScalar() && millisOf(node.text);
}

bool readBytesRange(Context &c, const Node &node, std::string_view what, std::optional<int> &low, std::optional<int> &high)
{
    Range range;
    if (!readRange(c, node, what, range))
        return false;
    const auto fits = [](const std::optional<double> &n) {
        return !n || (*n >= 0 && *n <= std::numeric_limits<int>::max() && *n == static_cast<double>(static_cast<int>(*n)));
    };
    if (!fits(range.low) || !fits(range.high)) {
        c.error(node, "catalog-bad-range", {{"key", std::string(what)}, {"value", node.text}});
        return false;
    }
    low.reset();
    high.reset();
    if (range.low)
        low = static_cast<int>(*range.low);
    if (range.high)
        high = static_cast<int>(*range.high);
    return true;
}

bool readRanges(Context &c, const Node &node, std::vector<Range> &out)
{
    out.clear();
    if (node.isSequence()) {
        bool good = !node.items.empty();
        if (!good)
            c.error(node, "catalog-empty-value", {{"key", "range"}});
        for (const Node *item : node.items) {
            out.emplace_back();
            good = readRange(c, *item, "range", out.back()) && good;
        }
        return good;
    }
    out.emplace_back();
    return readRange(c, node, "range", out.back());
}

bool readPattern(Context &c, const Node &node, std::string_view what, std::string &out, const char *before, const char *behind)
{
    if (!readString(c, node, what, out))
        return false;
    if (out.empty()) {
        c.error(node, "catalog-empty-value", {{"key", std::string(what)}});
        return false;
    }
    if (const auto pattern = expr::Pattern::compile(before + out + behind); !pattern) {
        const auto offset = static_cast<std::size_t>(std::max(pattern.error().place.column - 1, 0));
        const std::size_t lead = std::string_view(before).size();
        c.errorInside(node, offset > lead ? offset - lead : 0, "catalog-bad-pattern",
                      {{"key", std::string(what)}, {"reason", std::string(pattern.error().message.arg("reason"))}});
        return false;
    }
    return true;
}

bool readName(Context &c, const Node &node, NameKind kind, std::string &out)
{
    if (!node.isScalar())
        return wrongType(c, node, "name", "text");
    if (!nameFits(node.text, kind)) {
        c.error(node, nameKindWord(kind), {{"name", node.text}});
        return false;
    }
    out = node.text;
    return true;
}

Keys::Keys(Context &c, const Node &node, std::string_view what) : m_context(c), m_node(node), m_what(what)
{
    m_taken.resize(node.entries.size());
    if (!node.isMap()) {
        wrongType(c, node, what, "map");
        return;
    }
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
        const Node &key = *node.entries[i].first;
        if (!key.isScalar()) {
            wrongType(c, key, what, "key");
            m_taken[i] = true;
            continue;
        }
        for (std::size_t k = 0; k < i && !m_taken[i]; ++k) {
            if (node.entries[k].first->text == key.text && node.entries[k].first->isScalar()) {
                c.error(key, "catalog-double-key", {{"key", key.text}, {"line", base::fromInteger(node.entries[k].first->line)}});
                m_taken[i] = true;
            }
        }
    }
}

Keys::~Keys()
{
    for (std::size_t i = 0; i < m_taken.size(); ++i) {
        if (m_taken[i])
            continue;
        const Node &key = *m_node.entries[i].first;
        std::string_view nearest;
        int best = key.text.size() < 4 ? 1 : 2;
        for (const std::string &known : m_known) {
            if (const int distance = base::editDistance(key.text, known, best); distance <= best) {
                best = distance - 1;
                nearest = known;
            }
        }
        if (nearest.empty())
            m_context.error(key, "catalog-unknown-key",
                            {{"key", key.text}, {"in", m_what}, {"known", joined({m_known.begin(), m_known.end()})}});
        else
            m_context.error(key, "catalog-misspelt-key", {{"key", key.text}, {"in", m_what}, {"nearest", std::string(nearest)}});
    }
}

const Node *Keys::get(std::string_view key)
{
    m_known.emplace_back(key);
    for (std::size_t i = 0; i < m_taken.size(); ++i) {
        const auto &[name, value] = m_node.entries[i];
        if (!m_taken[i] && name->text == key) {
            m_taken[i] = true;
            return value;
        }
    }
    return nullptr;
}

bool Keys::has(std::string_view key) const
{
    return std::any_of(m_node.entries.begin(), m_node.entries.end(),
                       [key](const auto &entry) { return entry.first->isScalar() && entry.first->text == key; });
}

const Node *Keys::need(std::string_view key)
{
    const Node *node = get(key);
    if (node == nullptr && valid())
        m_context.error(m_node, "catalog-missing-key", {{"key", std::string(key)}, {"in", m_what}});
    return node;
}

void Keys::refuse(std::string_view key, const char *code, const Args &args)
{
    for (std::size_t i = 0; i < m_taken.size(); ++i) {
        if (!m_taken[i] && m_node.entries[i].first->text == key) {
            m_taken[i] = true;
            Args all{{"key", std::string(key)}};
            all.insert(all.end(), args.begin(), args.end());
            m_context.error(*m_node.entries[i].first, code, std::move(all));
        }
    }
}

void Keys::string(std::string_view key, std::string &out)
{
    if (const Node *node = get(key))
        readString(m_context, *node, key, out);
}

void Keys::needString(std::string_view key, std::string &out)
{
    const Node *node = need(key);
    if (node != nullptr && readString(m_context, *node, key, out) && out.empty())
        m_context.error(*node, "catalog-empty-value", {{"key", std::string(key)}});
}

void Keys::name(std::string_view key, NameKind kind, std::string &out)
{
    if (const Node *node = get(key))
        readName(m_context, *node, kind, out);
}

void Keys::needName(std::string_view key, NameKind kind, std::string &out)
{
    if (const Node *node = need(key))
        readName(m_context, *node, kind, out);
}

void Keys::boolean(std::string_view key, bool &out)
{
    const Node *node = get(key);
    if (node == nullptr)
        return;
    if (node->isScalar() && (node->text == "true" || node->text == "false"))
        out = node->text == "true";
    else
        wrongType(m_context, *node, key, "boolean");
}

void Keys::integer(std::string_view key, int low, int high, int &out)
{
    if (const Node *node = get(key))
        readInteger(m_context, *node, key, low, high, out);
}

void Keys::millis(std::string_view key, double &out)
{
    if (const Node *node = get(key))
        readMillis(m_context, *node, key, out);
}

void Keys::text(std::string_view key, Text &out)
{
    if (const Node *node = get(key))
        readText(m_context, *node, key, out);
}

void Keys::needText(std::string_view key, Text &out)
{
    if (const Node *node = m_context.shipped() ? need(key) : get(key))
        readText(m_context, *node, key, out);
}

void Keys::expr(std::string_view key, Expr &out)
{
    if (const Node *node = get(key))
        readExpr(m_context, *node, key, out);
}

void Keys::pattern(std::string_view key, std::string &out)
{
    if (const Node *node = get(key))
        readPattern(m_context, *node, key, out);
}

void Keys::strings(std::string_view key, std::vector<std::string> &out)
{
    const Node *node = get(key);
    if (node == nullptr)
        return;
    out.clear();
    if (node->isScalar()) {
        out.push_back(node->text);
    } else if (node->isSequence()) {
        for (const Node *item : node->items) {
            std::string text;
            if (readString(m_context, *item, key, text))
                out.push_back(std::move(text));
        }
    } else {
        wrongType(m_context, *node, key, "list");
    }
}

void Keys::names(std::string_view key, NameKind kind, std::vector<std::string> &out)
{
    const Node *node = get(key);
    if (node == nullptr)
        return;
    if (!node->isSequence() && !node->isScalar()) {
        wrongType(m_context, *node, key, "list");
        return;
    }
    out.clear();
    const auto read = [&](const Node &item) {
        std::string name;
        if (readName(m_context, item, kind, name))
            out.push_back(std::move(name));
    };
    if (node->isScalar())
        read(*node);
    for (const Node *item : node->items)
        read(*item);
}

void Keys::pairs(std::string_view key, std::vector<std::pair<std::string, std::string>> &out)
{
    const Node *node = get(key);
    if (node == nullptr)
        return;
    if (!node->isMap()) {
        wrongType(m_context, *node, key, "map");
        return;
    }
    out.clear();
    Keys all(m_context, *node, key);
    for (const auto &[name, value] : node->entries) {
        std::string text;
        if (name->isScalar() && all.get(name->text) != nullptr && readString(m_context, *value, name->text, text))
            out.emplace_back(name->text, std::move(text));
    }
}

void Keys::list(std::string_view key, const std::function<void(const Node &)> &each)
{
    const Node *node = get(key);
    if (node == nullptr)
        return;
    if (!node->isSequence()) {
        wrongType(m_context, *node, key, "list");
        return;
    }
    for (const Node *item : node->items)
        each(*item);
}

int Keys::chosen(const Node &node, std::string_view key, const std::vector<std::string_view> &all)
{
    if (!node.isScalar()) {
        wrongType(m_context, node, key, "text");
        return -1;
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == node.text)
            return static_cast<int>(i);
    m_context.error(node, "catalog-bad-choice", {{"key", std::string(key)}, {"value", node.text}, {"choices", joined(all)}});
    return -1;
}

} // namespace atscope::catalog::reader
