// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/compiler.h"
#include "core/catalog/yaml.h"

// Reads maps of a YAML file key by key and complains with the place. For the catalog compiler, and for other rooms whose files
// are of the same kind (behaviours of virtual modules). Not for use while the model is in use: it is the way into it.
namespace atscope::catalog::reader {

using Args = std::vector<std::pair<std::string, std::string>>;

// One file that is being compiled.
class Context final
{
public:
    Context(const yaml::Document &document, const CompileOptions &options, std::vector<Complaint> &complaints)
        : m_document(document), m_options(options), m_complaints(complaints)
    {
    }
    bool shipped() const { return m_options.shipped; }
    const Model *base() const { return m_options.base; }
    // While the entry that is read began as a copy of another: lists of things with a name are merged, not begun anew.
    bool extending() const { return m_extending; }
    void setExtending(bool extending) { m_extending = extending; }
    const std::string &file() const { return m_document.file(); }
    void error(const yaml::Node &at, const char *code, Args args = {})
    {
        add(at.line, at.column, Severity::Error, code, std::move(args));
    }
    void warning(const yaml::Node &at, const char *code, Args args = {})
    {
        add(at.line, at.column, Severity::Warning, code, std::move(args));
    }
    // At the n-th byte of a scalar's text.
    void errorInside(const yaml::Node &at, std::size_t n, const char *code, Args args = {});

private:
    void add(int line, int column, Severity severity, const char *code, Args args);
    const yaml::Document &m_document;
    CompileOptions m_options;
    std::vector<Complaint> &m_complaints;
    bool m_extending = false;
};

// Single nodes. `what` is the key, for the complaint. They return false, and complain, when the node is something else.
bool readString(Context &c, const yaml::Node &node, std::string_view what, std::string &out);
bool readInteger(Context &c, const yaml::Node &node, std::string_view what, int low, int high, int &out);
bool readText(Context &c, const yaml::Node &node, std::string_view what, Text &out);
bool readExpr(Context &c, const yaml::Node &node, std::string_view what, Expr &out);
bool readMillis(Context &c, const yaml::Node &node, std::string_view what, double &out); // 2000, 500ms, 2s, 1min
bool isMillis(const yaml::Node &node); // would readMillis take it?
bool readBytesRange(Context &c, const yaml::Node &node, std::string_view what, std::optional<int> &low, std::optional<int> &high);
bool readRanges(Context &c, const yaml::Node &node, std::vector<Range> &out);
// A PCRE; `before` and `behind` are put around it for the test only.
bool readPattern(Context &c, const yaml::Node &node, std::string_view what, std::string &out, const char *before = "",
                 const char *behind = "");

enum class NameKind : std::uint8_t { Parameter, Fact, Family, Module, Command, Urc, RuleCode, Prefix };
bool readName(Context &c, const yaml::Node &node, NameKind kind, std::string &out);

// The keys of one map. Every key that is allowed is asked for by one of these functions; the destructor complains about the
// keys that nobody asked for.
class Keys final
{
public:
    Keys(Context &c, const yaml::Node &node, std::string_view what);
    ~Keys();
    Keys(const Keys &) = delete;
    Keys &operator=(const Keys &) = delete;

    bool valid() const { return m_node.isMap(); }
    Context &context() { return m_context; }
    const yaml::Node &node() const { return m_node; }
    const yaml::Node *get(std::string_view key);  // null: not there
    bool has(std::string_view key) const;         // does not count as asking for it
    const yaml::Node *need(std::string_view key); // … which is a complaint
    // Is known, but does not fit here: with the reason as code and args.
    void refuse(std::string_view key, const char *code, const Args &args = {});

    void string(std::string_view key, std::string &out);
    void needString(std::string_view key, std::string &out);
    void name(std::string_view key, NameKind kind, std::string &out);
    void needName(std::string_view key, NameKind kind, std::string &out);
    void boolean(std::string_view key, bool &out);
    void integer(std::string_view key, int low, int high, int &out);
    void millis(std::string_view key, double &out);
    void text(std::string_view key, Text &out);
    void needText(std::string_view key, Text &out); // a must in shipped files only
    void expr(std::string_view key, Expr &out);
    void pattern(std::string_view key, std::string &out);
    void strings(std::string_view key, std::vector<std::string> &out); // a list, or one
    void names(std::string_view key, NameKind kind, std::vector<std::string> &out);
    void pairs(std::string_view key, std::vector<std::pair<std::string, std::string>> &out); // {a: b}
    // Empties a list of an extended entry when the key is there: what the key says replaces it.
    template<class T> void fresh(std::string_view key, std::vector<T> &out) const
    {
        if (has(key))
            out.clear();
    }
    // Every item of a list.
    void list(std::string_view key, const std::function<void(const yaml::Node &)> &each);

    template<class E>
    void choice(std::string_view key, std::initializer_list<std::pair<std::string_view, E>> choices, E &out)
    {
        const yaml::Node *node = get(key);
        if (node == nullptr)
            return;
        std::vector<std::string_view> all;
        for (const auto &[word, value] : choices)
            all.push_back(word);
        if (const int i = chosen(*node, key, all); i >= 0)
            out = (choices.begin() + i)->second;
    }

private:
    int chosen(const yaml::Node &node, std::string_view key, const std::vector<std::string_view> &all);
    Context &m_context;
    const yaml::Node &m_node;
    std::string m_what;
    std::vector<std::string> m_known;
    std::vector<bool> m_taken; // by entry
};

std::string joined(const std::vector<std::string_view> &words);

} // namespace atscope::catalog::reader
