// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/object_content.h"

#include <algorithm>
#include <optional>

#include "core/base/text.h"
#include "core/decode/content_filters.h"
#include "core/wire/charset.h"
#include "core/wire/hex.h"

namespace atscope::decode {

using catalog::PartRole;

namespace {

constexpr std::size_t BlockBytes = std::size_t{64} << 10U; // even: pairs of digits stay together
constexpr std::size_t MostHead = std::size_t{64} << 10U;

// From the pieces to the body.
class Maker final
{
public:
    Maker(const Object &object, const StreamBytes &bytes, const ContentOptions &options)
        : m_object(object), m_bytes(bytes), m_options(options)
    {
    }

    ObjectContent make()
    {
        run(true);
        // Called compressed, and it is not: some modules undo it themselves.
        if (m_inflater && m_inflater->broken() && m_content.body.size() == 0) {
            m_content.body.clear();
            m_content.encoding.clear();
            run(false);
            problem("content-not-inflated");
        } else if (m_inflater && !m_truncated && !m_inflater->done() && m_content.received > 0) {
            problem("content-not-inflated");
        }
        if (m_chunked && !m_truncated && !m_dechunker.done())
            problem("content-chunks-broken");
        if (m_truncated)
            problem("content-truncated");
        return std::move(m_content);
    }

private:
    void problem(const char *code)
    {
        auto &all = m_content.problems;
        if (std::none_of(all.begin(), all.end(), [&](const auto &p) { return p.code == code; }))
            all.emplace_back(code);
    }
    void run(bool inflate)
    {
        m_content.body = Spool(m_options.memory);
        m_content.received = 0;
        m_dechunker = {};
        m_inflater.reset();
        m_headDone = false;
        m_message.clear();
        setHead(m_object.head, inflate);
        m_wantInflate = inflate;
        std::vector<const ObjectPiece *> pieces;
        for (const auto &piece : m_object.pieces)
            if (piece.role != PartRole::Head)
                pieces.push_back(&piece);
        std::stable_sort(pieces.begin(), pieces.end(), [](const auto *a, const auto *b) { return a->order < b->order; });
        for (const auto *piece : pieces)
            if (!take(*piece))
                break;
    }
    void setHead(std::string_view text, bool inflate)
    {
        m_content.head = HttpHead::parse(text);
        m_content.status = m_content.head.status != 0 ? m_content.head.status : m_object.status;
        const auto encoding = base::lower(base::trimmed(m_content.head.header("Content-Encoding").value_or("")));
        m_inflater.reset();
        if (!inflate)
            return;
        if (encoding == "gzip" || encoding == "x-gzip")
            m_inflater.emplace(Inflater::Format::Gzip);
        else if (encoding == "deflate")
            m_inflater.emplace(Inflater::Format::Deflate);
        else if (!encoding.empty() && encoding != "identity")
            problem("content-not-inflated");
        m_content.encoding = m_inflater ? (encoding == "deflate" ? "deflate" : "gzip") : "";
    }
    bool take(const ObjectPiece &piece)
    {
        for (std::uint64_t at = 0; at < piece.span.length; at += BlockBytes) {
            const auto size = std::min<std::uint64_t>(BlockBytes, piece.span.length - at);
            auto block = m_bytes(piece.direction, {piece.span.offset + at, size});
            if (block.size() < size)
                problem("content-unreadable");
            if (piece.hex)
                block = wire::decodeHex(block).bytes;
            if (!(piece.role == PartRole::Message ? takeMessage(block) : takeBody(block)))
                return false;
        }
        return true;
    }
    // Head and body as one: what stands before the empty line is the head.
    bool takeMessage(std::string_view bytes)
    {
        if (m_headDone)
            return m_chunked ? m_dechunker.feed(bytes, [this](std::string_view b) { return takeBody(b); }) : takeBody(bytes);
        m_message += bytes;
        std::size_t end = std::string::npos, skip = 0;
        for (const std::string_view blank : {"\r\n\r\n", "\n\n"})
            if (const auto at = m_message.find(blank); at < end) {
                end = at;
                skip = blank.size();
            }
        if (end == std::string::npos) {
            if (m_message.size() <= MostHead)
                return true;
            problem("content-chunks-broken"); // no head is that long
            return false;
        }
        m_headDone = true;
        setHead(std::string_view(m_message).substr(0, end), m_wantInflate);
        m_chunked = m_content.head.chunked();
        const auto rest = m_message.substr(end + skip);
        m_message.clear();
        return takeMessage(rest);
    }
    bool takeBody(std::string_view bytes)
    {
        m_content.received += bytes.size();
        const auto keep = [this](std::string_view made) {
            const auto room = m_options.most - m_content.body.size();
            m_truncated = m_truncated || made.size() > room;
            if (!m_content.body.append(made.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, made.size()))))) {
                problem("content-unreadable");
                return false;
            }
            return !m_truncated;
        };
        return m_inflater ? m_inflater->feed(bytes, keep) : keep(bytes);
    }

    const Object &m_object;
    const StreamBytes &m_bytes;
    const ContentOptions &m_options;
    ObjectContent m_content;
    Dechunker m_dechunker;
    std::optional<Inflater> m_inflater;
    std::string m_message;
    bool m_wantInflate = true;
    bool m_headDone = false;
    bool m_chunked = false;
    bool m_truncated = false;
};

std::optional<wire::Charset> charsetOf(std::string_view contentType)
{
    const auto lower = base::lower(contentType);
    const auto at = lower.find("charset=");
    if (at == std::string::npos)
        return std::nullopt;
    std::string_view name = std::string_view(lower).substr(at + 8);
    name = name.substr(0, name.find_first_of("; "));
    if (name.size() > 1 && name.front() == '"')
        name = name.substr(1, name.find('"', 1) - 1);
    if (name == "gbk" || name == "gb2312" || name == "gb18030")
        return wire::Charset::Gb18030;
    if (name == "iso-8859-1" || name == "latin1")
        return wire::Charset::Latin1;
    return std::nullopt;
}

} // namespace

std::string ObjectContent::mediaType() const
{
    const auto type = head.header("Content-Type").value_or("");
    return base::lower(base::trimmed(type.substr(0, type.find(';'))));
}

std::string ObjectContent::text(std::size_t most, bool &exact) const
{
    const auto bytes = body.read(0, most);
    if (const auto charset = charsetOf(head.header("Content-Type").value_or(""))) {
        auto decoded = wire::decodeText(bytes, *charset);
        exact = decoded.text == bytes;
        return std::move(decoded.text);
    }
    auto text = base::escapedUtf8(bytes);
    exact = text == bytes;
    return text;
}

ObjectContent contentOf(const Object &object, const StreamBytes &bytes, const ContentOptions &options)
{
    return Maker(object, bytes, options).make();
}

} // namespace atscope::decode
