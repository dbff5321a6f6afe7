// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/wire/framer_state.h"

// Data that was announced: how far it goes, and what is left when the count is not kept.
namespace atscope::wire {

namespace {

constexpr std::uint64_t None = StreamBuffer::None;
constexpr std::size_t MaxBlanks = 8;

std::size_t withoutLineEnds(std::string_view text, std::size_t length)
{
    while (length > 0 && isLineEnd(text[length - 1]))
        --length;
    return length;
}

} // namespace

void Framer::State::openData(const Announcer &announcer, std::int64_t count, std::uint64_t anchor)
{
    open = {};
    open.active = true;
    open.own = announcer.own;
    open.id = announcer.id;
    open.shape = {announcer.place, announcer.unit, announcer.place == DataPlace::SameLine ? announcer.fieldsAfter : 0, count};
    open.silenceMs = std::max(announcer.silenceMs, leastSilenceMs);
    open.anchor = anchor;
    if (announcer.place == DataPlace::SameLine) {
        open.dataFrom = anchor + 1;
        open.dataKnown = true;
    } else if (count == 0 && announcer.unit != DataUnit::Line && announcer.unit != DataUnit::Http) {
        open.dataFrom = anchor; // nothing comes, so there is nothing to wait for: +HTTPNMIC:0,0,63,63,0
        open.dataKnown = true;
    }
}

// Behind exactly one line end: CR LF, CR CR LF, LF or CR. False: more bytes are needed to know.
bool Framer::State::findData(std::string_view text, bool ended)
{
    std::size_t length = 1;
    if (text[0] == '\r') {
        if (text.size() < 2 && !ended)
            return false;
        if (text.size() >= 2 && text[1] == '\n')
            length = 2;
        if (text.size() >= 2 && text[1] == '\r') {
            if (text.size() < 3 && !ended)
                return false;
            if (text.size() >= 3 && text[2] == '\n')
                length = 3; // +CRING style: CR CR LF
        }
    }
    open.dataFrom = open.anchor + length;
    open.dataKnown = true;
    return true;
}

std::optional<Token> Framer::State::payload(bool &again)
{
    const base::Stamp last = in.lastStamp();
    const std::uint64_t gap = in.firstGap(open.anchor, open.silenceMs);
    const bool expired = gap == None && now.known() && last.known() && now >= last.plus(open.silenceMs);
    const bool ended = gap != None || expired || finished;
    const std::uint64_t have = std::min(gap, in.end());
    if (!open.dataKnown && !findData(in.view(open.anchor, have), ended))
        return std::nullopt;

    const std::string_view data = in.view(open.dataFrom, std::max(have, open.dataFrom));
    const bool isHttp = open.shape.unit == DataUnit::Http;
    const Extent extent = isHttp ? httpExtent(data, ended) : measure(open.shape, data, ended, open.memo);
    if (extent.state == Extent::State::More)
        return std::nullopt;
    const bool whole = extent.state == Extent::State::Done;
    if (!open.own) {
        again = true;
        open.dataEnd = open.dataFrom + extent.length;
        open.memo = {};
        if (whole)
            open.tail = true;
        else
            giveUp();
        return std::nullopt;
    }

    std::size_t length = extent.length;
    if (extent.state == Extent::State::Unkept && !isHttp) {
        const bool atLine = open.shape.place == DataPlace::NextLine;
        length = resumeAt(data, 0, atLine);
        if (length == std::string_view::npos)
            length = std::min(data.find('\r'), std::min(data.find('\n'), data.size()));
    }
    std::optional<Token> token = take(TokenKind::Payload, open.dataFrom, open.dataFrom + length,
                       std::max(open.anchor, open.dataFrom + std::max<std::size_t>(extent.seen, 1) - 1));
    if (extent.byEnd && gap != None)
        token->endStamp = in.stampBefore(gap).plus(open.silenceMs);
    else if (extent.byEnd && expired)
        token->endStamp = last.plus(open.silenceMs);
    token->id = open.id;
    token->announced = open.shape.count;
    token->broken = !whole;
    if (isHttp && extent.state == Extent::State::Broken) {
        token->cut = true; // longer than anything that is kept open
        begin = Begin::Middle;
    }
    hasTail = whole && open.shape.fieldsAfter > 0;
    tailOf = open.id;
    open.active = false;
    return token;
}

Extent Framer::State::httpExtent(std::string_view data, bool ended)
{
    const std::string_view most = data.substr(0, PayloadCap);
    if (open.http.feed(most))
        return {Extent::State::Done, open.http.end(), open.http.end(), false};
    if (data.size() >= PayloadCap)
        return {Extent::State::Broken, PayloadCap, PayloadCap, false};
    if (!ended)
        return {};
    // Silence: an OK that came meanwhile is the final of the command, not text of the page.
    const std::size_t body = open.http.bodyAt();
    std::size_t length = resumeAt(data, body, body > 0);
    if (length == std::string_view::npos)
        length = withoutLineEnds(data, data.size());
    const bool whole = open.http.state() == HttpBody::State::Open;
    return {whole ? Extent::State::Done : Extent::State::Unkept, std::max(length, body), data.size(), true};
}

// The data is part of the line's token; here it is whole.
std::optional<Token> Framer::State::partOfLine(bool &again)
{
    std::uint64_t end = open.dataEnd;
    bool cut = false;
    bool partial = false;
    if (open.shape.fieldsAfter > 0) { // +MIPLWRITE:0,1,3200,0,5750,1,4,"abcd",0,0
        std::uint64_t comma = end;
        while (comma < in.end() && in.at(comma) == ' ' && comma - end < MaxBlanks)
            ++comma;
        if (comma == in.end() && !finished)
            return std::nullopt;
        if (comma == in.end() || in.at(comma) != ',') {
            giveUp(); // the count does not lead to the next field, so it is not of this data: +MIPLWRITE:…,3,4,22,0
            again = true;
            return std::nullopt;
        }
        const std::string_view rest = in.view(open.dataEnd, in.end());
        std::size_t &at = open.memo.scanned;
        while (at < rest.size() && at < LineCap && !isLineEnd(rest[at]))
            ++at;
        end = open.dataEnd + at;
        partial = at == rest.size();
        if (partial && !finished)
            return std::nullopt;
        cut = !partial && !isLineEnd(rest[at]);
    }
    const std::uint64_t known = open.shape.fieldsAfter > 0 && !partial ? end : std::max(open.anchor, end - 1);
    std::optional<Token> token = take(partial ? TokenKind::Partial : TokenKind::Line, pos, end, known);
    token->id = open.id;
    token->announced = open.shape.count;
    token->hasInlineData = true;
    token->data = {open.dataFrom, open.dataEnd - open.dataFrom};
    token->cut = cut;
    if (cut)
        begin = Begin::Middle;
    open.active = false;
    return token;
}

// The line is read again as one that announces nothing.
void Framer::State::giveUp()
{
    open.active = false;
    plain = true;
    failed = {true, open.id, open.shape.count};
}

bool Framer::State::isFinal(std::string_view line) const
{
    if (!finals)
        return false;
    for (const std::string &text : *finals) {
        if (text.empty() || line.substr(0, text.size()) != text)
            continue;
        const std::string_view rest = base::trimmed(line.substr(text.size()));
        if (rest.empty() || rest.front() == ':') // OK   +CME ERROR: 58
            return true;
    }
    return false;
}

// Where the module speaks again inside what should have been data: the length of the data before it, or npos.
std::size_t Framer::State::resumeAt(std::string_view data, std::size_t from, bool atLine) const
{
    for (bool check = atLine; from < data.size(); check = true) {
        const std::size_t end = std::min(data.find_first_of("\r\n", from), data.size());
        const std::string_view text = data.substr(from, end - from);
        if (check && !text.empty() && (isFinal(text) || index->beginsAnnouncement(text)))
            return withoutLineEnds(data, from);
        from = std::min(data.find_first_not_of("\r\n", end), data.size());
    }
    return std::string_view::npos;
}

} // namespace atscope::wire
