// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <map>
#include <optional>
#include <sstream>

#include "core/base/text.h"

namespace atscope::catalog::yaml {

using base::Error;
using base::Message;

namespace {

// Thrown inside of this file only: the way out of yaml-cpp's parser.
struct Stop
{
    Message message;
    int line = 0;
    int column = 0;
};

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == '\n') {
            std::string_view line = text.substr(begin, i - begin);
            if (!line.empty() && line.back() == '\r')
                line.remove_suffix(1);
            lines.push_back(line);
            begin = i + 1;
        }
    }
    return lines;
}

// What must hold before yaml-cpp sees the text.
std::optional<Stop> refused(std::string_view text, const Limits &limits)
{
    if (text.size() > limits.bytes)
        return Stop{Message("catalog-too-large", {{"limit", base::fromInteger(static_cast<std::int64_t>(limits.bytes))}}), 1, 1};
    const bool valid = base::utf8Valid(text);
    // The scanner keeps all tokens behind an open bracket that may still turn out to be a key. This bounds them.
    std::size_t flow = 0;
    int line = 1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' || i + 1 == text.size()) {
            const std::string_view whole = text.substr(begin, i + 1 - begin);
            if (!valid && !base::utf8Valid(whole)) {
                std::size_t good = 0; // the longest valid beginning; lines are short
                for (std::size_t n = 1; n <= whole.size() && n <= good + 4; ++n)
                    if (base::utf8Valid(whole.substr(good, n - good)))
                        good = n;
                return Stop{Message("catalog-not-utf8"), line, static_cast<int>(base::utf8Length(whole.substr(0, good))) + 1};
            }
        }
        // Control characters have no place in YAML; 0x04 even ends yaml-cpp's stream in silence.
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) {
            const auto column = static_cast<int>(base::utf8Length(text.substr(begin, i - begin))) + 1;
            return Stop{Message("catalog-control-character", {{"byte", base::toHex(text.substr(i, 1))}}), line, column};
        }
        if (c == '[' || c == '{' || c == ',')
            ++flow;
        if (c == '\n') {
            ++line;
            begin = i + 1;
        }
    }
    if (flow > 2 * limits.nodes)
        return Stop{Message("catalog-too-many-nodes", {{"limit", base::fromInteger(static_cast<std::int64_t>(limits.nodes))}}), 1,
                    1};
    return std::nullopt;
}

} // namespace

class Builder final : public YAML::EventHandler
{
public:
    Builder(Document &document, std::string_view text, const Limits &limits)
        : m_document(document), m_lines(linesOf(text)), m_limits(limits)
    {
    }

    int documents() const { return m_documents; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++m_documents > 1)
            stop("catalog-several-documents", mark);
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        // For yaml-cpp `null` and `~` are nothing; here they are text like any other.
        const std::string_view word = nullWord(mark);
        Node &node = make(word.empty() ? Kind::Null : Kind::Scalar, mark, anchor);
        node.text = word;
        attach(node, mark);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto it = m_anchors.find(anchor);
        if (it == m_anchors.end())
            stop("catalog-bad-alias", mark); // also: an alias to what is still open, that is to itself
        attach(*it->second, mark);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, const std::string &value) override
    {
        Node &node = make(Kind::Scalar, mark, anchor);
        node.text = value;
        setStyle(node, mark);
        attach(node, mark);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(Kind::Sequence, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(Kind::Map, mark, anchor);
    }
    void OnMapEnd() override { close(); }

    int column(const YAML::Mark &mark) const
    {
        // yaml-cpp counts bytes.
        if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= m_lines.size() || mark.column < 0)
            return 1;
        const std::string_view line = m_lines[static_cast<std::size_t>(mark.line)];
        return static_cast<int>(base::utf8Length(line.substr(0, std::min(line.size(), static_cast<std::size_t>(mark.column))))) +
               1;
    }

private:
    struct Open
    {
        Node *node = nullptr;
        const Node *key = nullptr; // Map: a key that waits for its value
        YAML::anchor_t anchor = 0;
        std::size_t size = 1;
        int height = 0;
    };

    [[noreturn]] void stop(const char *code, const YAML::Mark &mark,
                           std::vector<std::pair<std::string, std::string>> args = {}) const
    {
        throw Stop{Message(code, std::move(args)), mark.line + 1, column(mark)};
    }
    std::string_view nullWord(const YAML::Mark &mark) const
    {
        if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= m_lines.size() || mark.column < 0)
            return {};
        const std::string_view line = m_lines[static_cast<std::size_t>(mark.line)];
        const std::string_view rest = line.substr(std::min(line.size(), static_cast<std::size_t>(mark.column)));
        for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
            if (rest.substr(0, word.size()) != word)
                continue;
            const std::string_view behind = rest.substr(word.size());
            // `null:` below an empty value is the next key, not this value; as a key of a flow map it is one itself.
            if (behind.empty() || base::isBlank(behind[0]) || behind[0] == ',' || behind[0] == ']' || behind[0] == '}'
                || (behind[0] == ':' && mark.column > 0))
                return word;
        }
        return {};
    }
    Node &make(Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (m_document.m_nodes.size() >= m_limits.nodes)
            stop("catalog-too-many-nodes", mark, {{"limit", base::fromInteger(static_cast<std::int64_t>(m_limits.nodes))}});
        m_document.m_nodes.push_back(std::make_unique<Node>());
        Node &node = *m_document.m_nodes.back();
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = column(mark);
        node.textColumn = node.column;
        if (anchor != YAML::NullAnchor && kind != Kind::Sequence && kind != Kind::Map)
            m_anchors[anchor] = &node;
        return node;
    }
    void open(Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (m_open.size() >= static_cast<std::size_t>(m_limits.depth))
            stop("catalog-too-deep", mark, {{"limit", base::fromInteger(m_limits.depth)}});
        Open o;
        o.node = &make(kind, mark, anchor);
        o.anchor = anchor;
        m_open.push_back(o);
    }
    void close()
    {
        Open o = m_open.back();
        m_open.pop_back();
        o.node->size = o.size;
        o.node->height = o.height + 1;
        if (o.anchor != YAML::NullAnchor)
            m_anchors[o.anchor] = o.node; // only now: nothing can contain itself
        YAML::Mark mark;
        mark.line = o.node->line - 1;
        mark.column = o.node->column - 1;
        attach(*o.node, mark);
    }
    void attach(const Node &node, const YAML::Mark &mark)
    {
        if (m_open.empty()) {
            m_document.m_root = &node;
            return;
        }
        Open &o = m_open.back();
        o.size += node.size;
        if (o.size > m_limits.nodes)
            stop("catalog-too-many-nodes", mark, {{"limit", base::fromInteger(static_cast<std::int64_t>(m_limits.nodes))}});
        o.height = std::max(o.height, node.height);
        if (static_cast<std::size_t>(node.height) + m_open.size() > static_cast<std::size_t>(m_limits.depth) + 1)
            stop("catalog-too-deep", mark, {{"limit", base::fromInteger(m_limits.depth)}});
        if (o.node->isSequence()) {
            o.node->items.push_back(&node);
        } else if (o.key == nullptr) {
            o.key = &node;
        } else {
            o.node->entries.emplace_back(o.key, &node);
            o.key = nullptr;
        }
    }
    // Finds out how the text stands in the file by reading it there. What does not lie in one line has no place for its
    // characters but its own.
    void setStyle(Node &node, const YAML::Mark &mark) const
    {
        node.style = Style::Folded;
        if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= m_lines.size() || mark.column < 0)
            return;
        const std::string_view line = m_lines[static_cast<std::size_t>(mark.line)];
        auto at = static_cast<std::size_t>(mark.column);
        // An anchor or tag stands before the text.
        while (at < line.size() && (line[at] == '&' || line[at] == '!')) {
            while (at < line.size() && !base::isBlank(line[at]))
                ++at;
            while (at < line.size() && base::isBlank(line[at]))
                ++at;
        }
        if (at >= line.size())
            return;
        const char first = line[at];
        if (first != '\'' && first != '"') {
            if (line.substr(at, node.text.size()) == node.text)
                node.style = Style::Plain;
        } else if (reads(line.substr(at + 1), first, node.text)) {
            node.style = static_cast<Style>(first);
            ++at;
        } else {
            return;
        }
        node.textColumn = static_cast<int>(base::utf8Length(line.substr(0, at))) + 1;
    }
    // Only the escapes that stand for themselves (\" \\ and '') leave the columns countable.
    static bool reads(std::string_view source, char quote, std::string_view text)
    {
        std::size_t at = 0;
        for (const char c : text) {
            if (at < source.size() && (c == quote || (quote == '"' && c == '\\'))) {
                if (source[at] != (quote == '"' ? '\\' : '\''))
                    return false;
                ++at;
            }
            if (at >= source.size() || source[at] != c)
                return false;
            ++at;
        }
        return at < source.size() && source[at] == quote;
    }

    Document &m_document;
    std::vector<std::string_view> m_lines;
    Limits m_limits;
    std::map<YAML::anchor_t, const Node *> m_anchors;
    std::vector<Open> m_open;
    int m_documents = 0;
};

base::Result<Document> Document::read(std::string_view text, const std::string &file, const Limits &limits)
{
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    if (const auto stop = refused(text, limits))
        return Error(stop->message, {file, stop->line, stop->column});
    Document document;
    document.m_file = file;
    Builder builder(document, text, limits);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop &stop) {
        return Error(stop.message, {file, stop.line, stop.column});
    } catch (const YAML::Exception &e) {
        return Error(Message("catalog-yaml-syntax", {{"reason", base::escapedUtf8(e.msg, true)}}),
                     {file, e.mark.line + 1, builder.column(e.mark)});
    } catch (const std::exception &e) {
        return Error(Message("catalog-yaml-syntax", {{"reason", base::escapedUtf8(e.what(), true)}}), {file, 1, 1});
    }
    if (document.m_root == nullptr)
        return Error(Message("catalog-empty"), {file, 1, 1});
    return document;
}

} // namespace atscope::catalog::yaml
