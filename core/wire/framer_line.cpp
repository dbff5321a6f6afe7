// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/wire/framer_state.h"

// Where lines end, and which of them announce.
namespace atscope::wire {

namespace {

constexpr std::uint64_t None = StreamBuffer::None;

} // namespace

bool Framer::State::quoteOpenAt(std::uint64_t at)
{
    const std::string_view text = in.view(quotesUpTo, at);
    if (std::count(text.begin(), text.end(), '"') % 2 != 0)
        quoteOpen = !quoteOpen;
    quotesUpTo = at;
    return quoteOpen;
}

LineEnd Framer::State::lineEnd()
{
    using Kind = LineEnd::Kind;
    const std::uint64_t cap = pos + LineCap;
    const std::uint64_t all = in.end();
    for (;;) {
        if (heldLf == None) {
            const std::uint64_t end = std::min(cr.find(in, scan), lf.find(in, scan));
            if (end > cap)
                return all > cap ? LineEnd{Kind::Cut, cap, cap} : LineEnd{Kind::Open, all, all};
            if (in.at(end) == '\r' || !quoteOpenAt(end))
                return {Kind::Found, end, end};
            heldLf = end; // +CPBR: 241,"␎␄ LF …",129: the LF is a byte of the name if the quote closes before the line ends
            heldScan = end + 1;
        }
        const std::uint64_t stop = std::min(all, cap + 1);
        while (heldScan < stop && !isLineEnd(in.at(heldScan)) && in.at(heldScan) != '"')
            ++heldScan;
        if (heldScan == stop) {
            if (all <= cap && !finished)
                return {Kind::Open, heldLf, heldLf};
            return {Kind::Found, heldLf, stop - 1};
        }
        if (in.at(heldScan) != '"')
            return {Kind::Found, heldLf, heldScan}; // +CREG: 2,1,"0B,"0100701",7 LF OK LF: a quote that never closes
        scan = heldLf + 1;
        heldLf = None;
    }
}

// False: more bytes are needed to know which announcers this line may be of.
bool Framer::State::gather(std::string_view text, bool whole)
{
    if (gathered)
        return true;
    heads.clear();
    if (index->hasAnnouncers()) {
        if (text.size() < FrameIndex::KeyBytes && !whole)
            return false;
        bool undecided = false;
        index->forEach(text, [&](std::uint16_t n) {
            std::size_t fieldsAt = 0;
            const Fit fit = FrameIndex::matchPrefix(index->announcer(n), text, whole, fieldsAt);
            if (fit == Fit::Yes)
                heads.emplace_back(n, fieldsAt);
            undecided = undecided || fit == Fit::Undecided;
        });
        if (undecided) {
            heads.clear();
            return false;
        }
    }
    gathered = true;
    return true;
}

std::optional<Token> Framer::State::line(bool &again)
{
    if (begin == Begin::Line && index->hasPrompts()) {
        const FrameIndex::Prompt found = index->promptAt(in.view(pos, in.end()));
        if (found.length != 0)
            return prompt(found.id, found.length);
    }
    const LineEnd end = lineEnd();
    const bool whole = end.kind != LineEnd::Kind::Open || finished;
    if (!plain && (index->hasAnnouncers() || index->rawHttp())) {
        const std::string_view text = in.view(pos, end.at);
        if (begin != Begin::Middle && !gather(text, whole))
            return std::nullopt;
        if (!heads.empty()) {
            if (std::optional<Token> token = sameLine(text, again); token || again)
                return token;
            if (end.kind == LineEnd::Kind::Found)
                if (std::optional<Token> token = nextLine(end, text, again); token || again)
                    return token;
        } else if (index->rawHttp()) {
            if (std::optional<Token> token = http(text, whole, again); token || again)
                return token;
        }
    }
    if (!whole)
        return std::nullopt;
    return plainLine(end);
}

// "> ", "@": no line end follows
std::optional<Token> Framer::State::prompt(std::uint32_t id, std::size_t length)
{
    std::optional<Token> token = take(TokenKind::Prompt, pos, pos + length, pos + length - 1);
    token->id = id;
    begin = Begin::AfterPrompt;
    blankMayFollow = true;
    return token;
}

std::optional<Token> Framer::State::plainLine(const LineEnd &end)
{
    const bool partial = end.kind == LineEnd::Kind::Open;
    const bool tail = hasTail && in.at(pos) == ',';
    const TokenKind kind = partial ? TokenKind::Partial : TokenKind::Line;
    std::optional<Token> token = take(kind, pos, end.at, partial ? end.at - 1 : end.known);
    if (failed.is) {
        token->broken = true;
        token->id = failed.id;
        token->announced = failed.announced;
    } else if (tail) {
        token->tail = true;
        token->id = tailOf;
    }
    if (end.kind == LineEnd::Kind::Cut) {
        token->cut = true;
        begin = Begin::Middle;
    }
    return token;
}

// +CIOTCMD:5,abcde   +IPD,4:test
std::optional<Token> Framer::State::sameLine(std::string_view text, bool &again)
{
    for (;;) {
        // The head that is complete first counts, whatever the order of the table: so it would come out byte by byte, too.
        HeadScan *first = nullptr;
        for (HeadScan &head : heads) {
            const Announcer &announcer = index->announcer(head.announcer());
            if (announcer.place == DataPlace::SameLine && head.run(announcer, text) == HeadScan::State::Complete
                && (!first || head.separatorAt() < first->separatorAt()))
                first = &head;
        }
        if (!first)
            return std::nullopt;
        const Announcer &announcer = index->announcer(first->announcer());
        const Stated stated = readHead(announcer, text.substr(first->fieldsAt(), first->separatorAt() - first->fieldsAt()));
        if (stated.kind == Stated::Kind::Good) {
            const std::uint64_t separator = pos + first->separatorAt();
            openData(announcer, stated.count, separator);
            if (!announcer.own) {
                again = true;
                return std::nullopt;
            }
            std::optional<Token> token = take(TokenKind::Line, pos, separator + 1, separator);
            token->id = open.id;
            token->announces = true;
            token->announced = stated.count;
            return token;
        }
        if (stated.kind == Stated::Kind::Bad && !failed.is)
            failed = {true, announcer.id, stated.count};
        first->kill();
    }
}

// +HTTPNMIH:0,0,313 and 313 bytes behind its line end
std::optional<Token> Framer::State::nextLine(const LineEnd &end, std::string_view text, bool &again)
{
    for (const HeadScan &head : heads) {
        const Announcer &announcer = index->announcer(head.announcer());
        if (announcer.place != DataPlace::NextLine)
            continue;
        const Stated stated = readHead(announcer, text.substr(head.fieldsAt()));
        if (stated.kind == Stated::Kind::Bad && !failed.is)
            failed = {true, announcer.id, stated.count};
        if (stated.kind != Stated::Kind::Good)
            continue;
        openData(announcer, stated.count, end.at);
        if (!announcer.own) {
            again = true;
            return std::nullopt;
        }
        std::optional<Token> token = take(TokenKind::Line, pos, end.at, end.known);
        token->id = open.id;
        token->announces = true;
        token->announced = stated.count;
        return token;
    }
    return std::nullopt;
}

// {"id":"temp"}HTTP/1.1 200 OK: the posted text stands before the answer
std::optional<Token> Framer::State::http(std::string_view text, bool whole, bool &again)
{
    constexpr std::string_view Mark = "HTTP/1.";
    constexpr std::size_t Needed = Mark.size() + 2; // a digit and a blank
    std::size_t at = text.find(Mark, static_cast<std::size_t>(httpScan - pos));
    for (; at != std::string_view::npos; at = text.find(Mark, at + 1)) {
        if (at + Needed > text.size()) {
            httpScan = pos + at;
            if (!whole)
                return std::nullopt;
            continue;
        }
        if (base::isDigit(text[at + Mark.size()]) && text[at + Mark.size() + 1] == ' ')
            break;
    }
    if (at == std::string_view::npos) {
        httpScan = pos + (text.size() < Mark.size() ? 0 : text.size() - Mark.size() + 1);
        return std::nullopt;
    }
    const std::uint64_t from = pos + at;
    if (at > 0) {
        std::optional<Token> token = take(TokenKind::Line, pos, from, from + Needed - 1);
        begin = Begin::Middle;
        return token;
    }
    open = {};
    open.active = true;
    open.dataKnown = true;
    open.shape.unit = DataUnit::Http;
    open.silenceMs = std::max(index->table()->httpSilenceMs, leastSilenceMs);
    open.anchor = from + Needed - 1;
    open.dataFrom = from;
    again = true;
    return std::nullopt;
}

} // namespace atscope::wire
