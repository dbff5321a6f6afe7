// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/framer.h"

#include <algorithm>
#include <utility>

#include "core/wire/framer_state.h"

namespace atscope::wire {

namespace {

constexpr std::size_t RememberedTables = 8;

} // namespace

void Framer::State::newLine()
{
    scan = pos;
    heldLf = StreamBuffer::None;
    quotesUpTo = pos;
    quoteOpen = false;
    gathered = false;
    heads.clear();
    httpScan = pos;
    failed = {};
    plain = false;
}

void Framer::State::setTable(std::shared_ptr<const FrameTable> table)
{
    if (table.get() == index->table())
        return;
    const auto known = std::find_if(recent.begin(), recent.end(), [&](const auto &one) { return one->table() == table.get(); });
    if (known != recent.end()) {
        index = *known;
        std::rotate(known, known + 1, recent.end());
    } else {
        index = std::make_shared<FrameIndex>(std::move(table));
        if (recent.size() == RememberedTables)
            recent.erase(recent.begin());
        recent.push_back(index);
    }
    gathered = false;
    heads.clear();
    httpScan = pos;
    if (!plain)
        failed = {};
}

std::optional<Token> Framer::State::take(TokenKind kind, std::uint64_t from, std::uint64_t to, std::uint64_t known)
{
    std::optional<Token> token(std::in_place);
    token->kind = kind;
    token->span = {from, to - from};
    token->bytes = in.view(from, to);
    token->stamp = in.stampAt(from == to && from > 0 ? from - 1 : from); // an empty payload: what stands before it
    token->endStamp = in.stampAt(known);
    pos = to;
    begin = Begin::Line;
    hasTail = false;
    return token;
}

// Line ends between tokens, and the blank behind a prompt.
bool Framer::State::skip()
{
    if (blankMayFollow && pos < in.end()) {
        blankMayFollow = false;
        if (in.at(pos) == ' ') {
            ++pos;
            newLine();
        }
    }
    if (pos == in.end())
        return false;
    if (!isLineEnd(in.at(pos)))
        return true;
    while (pos < in.end() && isLineEnd(in.at(pos)))
        ++pos;
    begin = Begin::Line;
    hasTail = false;
    newLine();
    return pos < in.end();
}

std::optional<Token> Framer::State::next()
{
    for (;;) {
        bool again = false;
        std::optional<Token> token = step(again);
        if (token)
            newLine();
        if (token || !again)
            return token;
    }
}

std::optional<Token> Framer::State::step(bool &again)
{
    if (open.active)
        return open.tail ? partOfLine(again) : payload(again);
    if (skip())
        return line(again);
    if (finished) { // what comes now follows nothing
        begin = Begin::Line;
        hasTail = false;
        blankMayFollow = false;
    }
    return std::nullopt;
}

Framer::Framer() : m_state(std::make_unique<State>()) {}
Framer::~Framer() = default;
Framer::Framer(const Framer &other) : m_state(std::make_unique<State>(*other.m_state)) {}
Framer::Framer(Framer &&) noexcept = default;
Framer &Framer::operator=(Framer &&) noexcept = default;

Framer &Framer::operator=(const Framer &other)
{
    if (this != &other)
        m_state = std::make_unique<State>(*other.m_state);
    return *this;
}

void Framer::setTable(std::shared_ptr<const FrameTable> table)
{
    m_state->setTable(std::move(table));
}

void Framer::setFinals(std::shared_ptr<const std::vector<std::string>> finals)
{
    m_state->finals = std::move(finals);
}

void Framer::setLeastSilence(double ms)
{
    m_state->leastSilenceMs = ms;
}

void Framer::append(base::Stamp stamp, std::string_view bytes)
{
    m_state->in.discard(m_state->pos);
    m_state->in.append(stamp, bytes);
    m_state->now = stamp;
    m_state->finished = false;
}

Carried Framer::carried() const
{
    const State &state = *m_state;
    const Open &open = state.open;
    Carried out;
    if (state.pos > 0)
        out.before = state.in.stampBefore(state.pos);
    out.begin = static_cast<std::uint8_t>(state.begin);
    out.blankMayFollow = state.blankMayFollow;
    out.hasTail = state.hasTail;
    out.tailOf = state.tailOf;
    out.plain = state.plain;
    out.failed = state.plain && state.failed.is; // else it is found again
    out.failedId = state.failed.id;
    out.failedCount = state.failed.announced;
    out.payload = open.active;
    if (!open.active)
        return out;
    out.own = open.own;
    out.dataKnown = open.dataKnown;
    out.partOfLine = open.tail;
    out.id = open.id;
    out.place = open.shape.place;
    out.unit = open.shape.unit;
    out.fieldsAfter = open.shape.fieldsAfter;
    out.count = open.shape.count;
    out.silenceMs = open.silenceMs;
    out.anchor = open.anchor;
    out.dataFrom = open.dataFrom;
    out.dataEnd = open.dataEnd;
    return out;
}

std::vector<std::pair<base::Stamp, std::string>> Framer::openBlocks() const
{
    std::vector<std::pair<base::Stamp, std::string>> out;
    m_state->in.forBlocks(m_state->pos, [&](base::Stamp stamp, std::string_view bytes) { out.emplace_back(stamp, bytes); });
    return out;
}

void Framer::beginAt(std::uint64_t position, base::Stamp before)
{
    m_state->in = {};
    m_state->in.beginAt(position, before);
    m_state->pos = position;
    m_state->newLine();
}

bool Framer::carryOn(const Carried &from)
{
    State &state = *m_state;
    const std::uint64_t end = state.in.end();
    const auto inTail = [&](std::uint64_t position) { return position >= state.pos && position <= end; };
    if (from.begin > static_cast<std::uint8_t>(Begin::Middle))
        return false;
    if (from.payload) {
        const bool shapeFits = from.place <= DataPlace::NextLine && from.unit <= DataUnit::Line && from.fieldsAfter >= 0
            && from.fieldsAfter <= 64 && from.count >= -1 && from.count <= static_cast<std::int64_t>(2 * PayloadCap)
            && from.silenceMs > 0 && from.silenceMs <= 3'600'000;
        const bool anchorFits = from.anchor + 1 >= state.pos && from.anchor <= end && (from.dataKnown || (inTail(from.anchor) && from.anchor < end));
        const bool dataFits = !from.dataKnown || inTail(from.dataFrom);
        const bool partFits = !from.partOfLine || (!from.own && from.dataKnown && inTail(from.dataEnd) && from.dataEnd >= from.dataFrom);
        if (!shapeFits || !anchorFits || !dataFits || !partFits)
            return false;
    }
    state.begin = static_cast<Begin>(from.begin);
    state.blankMayFollow = from.blankMayFollow;
    state.hasTail = from.hasTail;
    state.tailOf = from.tailOf;
    state.plain = from.plain;
    state.failed = {from.failed, from.failedId, from.failedCount};
    state.open = {};
    if (!from.payload)
        return true;
    Open &open = state.open;
    open.active = true;
    open.own = from.own;
    open.dataKnown = from.dataKnown;
    open.tail = from.partOfLine;
    open.id = from.id;
    open.shape = {from.place, from.unit, from.fieldsAfter, from.count};
    open.silenceMs = from.silenceMs;
    open.anchor = from.anchor;
    open.dataFrom = from.dataFrom;
    open.dataEnd = from.dataEnd;
    return true;
}

std::optional<Token> Framer::next()
{
    return m_state->next();
}

base::Stamp Framer::nextDeadline() const
{
    const Open &open = m_state->open;
    return open.active && !open.tail ? m_state->in.lastStamp().plus(open.silenceMs) : base::Stamp::none();
}

void Framer::advance(base::Stamp now)
{
    if (now.known() && (!m_state->now.known() || m_state->now < now))
        m_state->now = now;
}

void Framer::finish()
{
    m_state->finished = true;
}

std::uint64_t Framer::taken() const
{
    return m_state->in.end();
}

std::uint64_t Framer::settled() const
{
    return m_state->pos;
}

std::string_view Framer::open() const
{
    return m_state->in.view(m_state->pos, m_state->in.end());
}

} // namespace atscope::wire
