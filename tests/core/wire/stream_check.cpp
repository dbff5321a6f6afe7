// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_check.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::wire::check {

namespace {

base::Stamp stampOf(double ms)
{
    return ms < 0 ? base::Stamp::none() : base::Stamp{1'700'000'000'000'000'000}.plus(ms);
}

class Collector final
{
public:
    explicit Collector(const Setup &setup)
    {
        m_framer.setTable(setup.table);
        m_framer.setFinals(setup.finals);
    }

    Framer &framer() { return m_framer; }

    void append(base::Stamp stamp, std::string_view bytes)
    {
        m_all += bytes;
        m_framer.append(stamp, bytes);
    }

    void drain()
    {
        while (std::optional<Token> token = m_framer.next()) {
            take(*token);
            if (m_out.tokens.size() > m_all.size() * 2 + 16) {
                fail("tokens without end");
                return;
            }
        }
        if (m_framer.settled() + m_framer.open().size() != m_framer.taken())
            fail("open tail and settled bytes do not add up");
    }

    Outcome done()
    {
        m_framer.finish();
        drain();
        gap(m_at, m_all.size());
        if (m_framer.settled() != m_all.size())
            fail("not all is settled at the end");
        if (m_announced)
            fail("no payload behind its announcement");
        return std::move(m_out);
    }

private:
    void fail(const std::string &what)
    {
        if (m_out.problem.empty())
            m_out.problem = what + " at " + std::to_string(m_at);
    }

    // Between tokens there are line ends only, and one blank behind a prompt.
    void gap(std::uint64_t from, std::uint64_t to)
    {
        if (from > to) {
            fail("tokens overlap");
            return;
        }
        std::string_view text = std::string_view(m_all).substr(from, to - from);
        if (m_afterPrompt && !text.empty() && text.front() == ' ')
            text.remove_prefix(1);
        if (text.find_first_not_of("\r\n") != std::string_view::npos)
            fail("bytes that are in no token");
    }

    void take(Token token)
    {
        if (token.span.end() > m_all.size()) {
            fail("span beyond the input");
            return;
        }
        gap(m_at, token.span.offset);
        if (token.bytes != std::string_view(m_all).substr(token.span.offset, token.span.length))
            fail("bytes are not the span");
        if (token.span.length == 0 && token.kind != TokenKind::Payload)
            fail("empty token");
        if (m_announced != (token.kind == TokenKind::Payload) && !(token.kind == TokenKind::Payload && token.id == 0))
            fail("announcement and payload do not go together");
        if (token.hasInlineData && (token.data.offset < token.span.offset || token.data.end() > token.span.end()))
            fail("data outside of its line");
        if (m_framer.settled() != token.span.end())
            fail("settled is not the end of the token");
        m_announced = token.announces;
        m_afterPrompt = token.kind == TokenKind::Prompt;
        m_at = token.span.end();
        m_out.shown.push_back(show(token));
        token.bytes = {};
        m_out.tokens.push_back(token);
    }

    Framer m_framer;
    std::string m_all;
    Outcome m_out;
    std::uint64_t m_at = 0;
    bool m_afterPrompt = false;
    bool m_announced = false;
};

} // namespace

std::string show(const Token &token)
{
    std::string out(1, "LPD~"[static_cast<std::size_t>(token.kind)]);
    if (token.announces)
        out += 'a';
    if (token.hasInlineData)
        out += 'i';
    if (token.broken)
        out += 'b';
    if (token.tail)
        out += 't';
    if (token.cut)
        out += 'c';
    if (token.id != 0)
        out += std::to_string(token.id);
    if (token.announced >= 0)
        out += '=' + std::to_string(token.announced);
    out += '|' + base::escapedUtf8(token.bytes, true);
    if (token.hasInlineData)
        out += '|' + base::escapedUtf8(token.bytes.substr(token.data.offset - token.span.offset, token.data.length), true);
    return out;
}

Outcome run(const Setup &setup, const std::vector<Block> &blocks)
{
    Collector collector(setup);
    for (const Block &block : blocks) {
        collector.append(stampOf(block.ms), block.bytes);
        collector.drain();
    }
    return collector.done();
}

Outcome runLate(const Setup &setup, const std::vector<Block> &blocks)
{
    Collector collector(setup);
    for (const Block &block : blocks)
        collector.append(stampOf(block.ms), block.bytes);
    return collector.done();
}

Outcome runBytewise(const Setup &setup, const std::vector<Block> &blocks)
{
    Collector collector(setup);
    for (const Block &block : blocks) {
        for (const char &c : block.bytes) {
            collector.append(stampOf(block.ms), std::string_view(&c, 1));
            collector.drain();
        }
    }
    return collector.done();
}

Outcome runCut(const Setup &setup, const std::vector<Block> &blocks, std::minstd_rand &random, double meanPiece)
{
    Collector collector(setup);
    std::geometric_distribution<std::size_t> piece(1.0 / meanPiece);
    std::uniform_int_distribution<int> dice(0, 5);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::string_view bytes = blocks[i].bytes;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t length = std::min(bytes.size() - at, piece(random) + 1);
            collector.append(stampOf(blocks[i].ms), bytes.substr(at, length));
            at += length;
            if (dice(random) != 0)
                collector.drain();
            if (dice(random) == 0) {
                Framer copy = collector.framer();
                collector.framer() = copy;
            }
        }
        // A timer may ring before the next block, or be late.
        collector.drain();
        const base::Stamp deadline = collector.framer().nextDeadline();
        if (dice(random) < 3 && i + 1 < blocks.size() && deadline.known() && deadline <= stampOf(blocks[i + 1].ms)) {
            collector.framer().advance(deadline);
            if (dice(random) < 3)
                collector.drain();
        }
    }
    return collector.done();
}

std::string difference(const Outcome &a, const Outcome &b)
{
    if (a.problem != b.problem)
        return "problem: '" + a.problem + "' / '" + b.problem + "'";
    for (std::size_t i = 0; i < std::max(a.tokens.size(), b.tokens.size()); ++i) {
        if (i >= a.tokens.size() || i >= b.tokens.size())
            return "token " + std::to_string(i) + " is on one side only: " + (i < a.tokens.size() ? a.shown[i] : b.shown[i]);
        const Token &x = a.tokens[i];
        const Token &y = b.tokens[i];
        if (a.shown[i] != b.shown[i] || x.span != y.span || x.data != y.data)
            return "token " + std::to_string(i) + ": " + a.shown[i] + " / " + b.shown[i];
        if (x.stamp != y.stamp || x.endStamp != y.endStamp)
            return "stamps of token " + std::to_string(i) + ": " + a.shown[i] + " " + base::toRfc3339(x.stamp) + " "
                   + base::toRfc3339(x.endStamp) + " / " + base::toRfc3339(y.stamp) + " " + base::toRfc3339(y.endStamp);
    }
    return {};
}

namespace {

Announcer next(std::uint32_t id, std::string prefix, int fieldCount = 0)
{
    Announcer a;
    a.id = id;
    a.prefix = std::move(prefix);
    a.place = DataPlace::NextLine;
    a.fieldCount = fieldCount;
    return a;
}

Announcer same(std::uint32_t id, std::string prefix, int fieldCount, bool own, int fieldsAfter = 0, char dataAfter = ',')
{
    Announcer a;
    a.id = id;
    a.prefix = std::move(prefix);
    a.fieldCount = fieldCount;
    a.own = own;
    a.fieldsAfter = fieldsAfter;
    a.dataAfter = dataAfter;
    return a;
}

Announcer with(Announcer a, DataUnit unit, int countField = -1)
{
    a.unit = unit;
    a.countField = countField;
    return a;
}

FrameTable table()
{
    FrameTable out;
    std::vector<Announcer> &a = out.announcers;
    a.push_back(next(HttpNmi, "+HTTPNMI"));
    a.push_back(next(HttpNmih, "+HTTPNMIH", 3));
    a.push_back(next(HttpNmic, "+HTTPNMIC"));
    a.push_back(same(CiotCmd, "+CIOTCMD", 1, false));
    a.push_back(same(Ipd, "+IPD,", 1, true, 0, ':'));
    a.push_back(same(IpdMux, "+IPD,", 2, true, 0, ':'));
    a.push_back(with(next(CiprxGet, "+CIPRXGET", 4), DataUnit::Bytes, 2));
    a.back().match = {{0, {"2"}, {}}};
    a.push_back(same(MqttSubRecv, "+MQTTSUBRECV", 3, true));
    a.push_back(with(next(Cmt, "+CMT"), DataUnit::Line));
    a.push_back(with(same(MiplWrite, "+MIPLWRITE", 7, false, 1), DataUnit::Either));
    a.push_back(with(same(IotaStx, "+IOTASTX", 3, true), DataUnit::Either, 0));
    a.push_back(with(same(Hex, "+HEX", 1, true), DataUnit::HexDigits));
    a.push_back(same(Usord, "+USORD", 2, false));
    a.push_back(with(next(Post, "^POST"), DataUnit::Http));
    a.push_back(same(RcvPub, "+IMQTTRCVPUB", 3, false));
    a.push_back(next(Joined, "+JOINED"));
    a.back().own = false;
    a.push_back(with(same(HexTail, "+HTAIL", 1, true, 2), DataUnit::Either));
    a.push_back(same(Short, "+D", 1, true, 0, ' '));
    out.prompts = {{1, "> "}, {2, "@"}, {3, "ENTER>"}};
    return out;
}

std::shared_ptr<const std::vector<std::string>> finals()
{
    return std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"OK", "ERROR", "+CME ERROR", "SEND OK"});
}

} // namespace

Setup commonSetup()
{
    return {std::make_shared<const FrameTable>(table()), finals()};
}

Setup httpSetup()
{
    FrameTable out = table();
    out.rawHttp = true;
    return {std::make_shared<const FrameTable>(std::move(out)), finals()};
}

} // namespace atscope::wire::check
