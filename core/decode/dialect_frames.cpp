// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a Dialect tells the framer: which lines announce bytes, which commands wait for a prompt, and how long a silence may be.
#include <algorithm>
#include <limits>

#include "core/base/text.h"
#include "core/decode/dialect.h"
#include "core/decode/shape_match.h"
#include "core/wire/announce.h"

namespace atscope::decode {

using catalog::AnswerKind;
using catalog::LineShape;

namespace {

void addMatches(const std::vector<catalog::FieldMatch> &from, std::vector<wire::FieldMatch> &out)
{
    constexpr double Endless = std::numeric_limits<double>::infinity();
    for (const auto &match : from) {
        wire::FieldMatch made{match.field, match.texts, {}};
        for (const auto &range : match.ranges)
            made.ranges.emplace_back(range.low.value_or(-Endless), range.high.value_or(Endless));
        out.push_back(std::move(made));
    }
}

// `alone`: no other shape has this prefix.
wire::Announcer announcerOf(const LineShape &shape, std::string_view prefix, std::uint32_t id, bool alone)
{
    const auto &counted = shape.counted;
    wire::Announcer a;
    a.id = id;
    a.prefix = std::string(prefix);
    a.countField = counted.countField;
    a.fieldCount = counted.fieldCount;
    addMatches(counted.match, a.match);
    addMatches(shape.match, a.match);
    if (const auto literal = firstLiteral(shape); !literal.empty() && !alone)
        a.match.push_back({0, {std::string(literal)}, {}});
    a.place = counted.place == catalog::Place::SameLine ? wire::DataPlace::SameLine : wire::DataPlace::NextLine;
    switch (counted.unit) {
    case catalog::Unit::Bytes: a.unit = wire::DataUnit::Bytes; break;
    case catalog::Unit::HexDigits: a.unit = wire::DataUnit::HexDigits; break;
    case catalog::Unit::Either: a.unit = wire::DataUnit::Either; break;
    case catalog::Unit::Http: a.unit = wire::DataUnit::Http; break;
    case catalog::Unit::Line: a.unit = wire::DataUnit::Line; break;
    }
    a.dataAfter = counted.dataAfter.empty() ? ',' : counted.dataAfter.front();
    a.fieldsAfter = counted.fieldsAfter;
    a.silenceMs = counted.silence;
    a.own = counted.ownEvent;
    if (a.place == wire::DataPlace::SameLine && a.fieldCount == 0) {
        // +CIOTCMD:<datalen>,<data>: the data is the last declared field when it is one of the line's own.
        const int declared = static_cast<int>(shape.fields.size()) - counted.fieldsAfter;
        a.fieldCount = counted.ownEvent ? declared : declared - 1;
    } else if (a.place == wire::DataPlace::NextLine && a.fieldCount == 0 && !alone && fewestFields(shape) == shape.fields.size()) {
        // +HTTPNMIC:<id>,<more>,<total>,<cur_len> beside one with five fields
        a.fieldCount = static_cast<int>(shape.fields.size()) - (counted.ownEvent ? 0 : 1);
    }
    return a;
}

// Of the fields behind the data: how many there must be.
std::size_t fewestAfter(const LineShape &shape)
{
    const auto all = shape.fields.size();
    const auto from = all - std::min(all, static_cast<std::size_t>(shape.counted.fieldsAfter));
    return static_cast<std::size_t>(std::count_if(shape.fields.begin() + static_cast<std::ptrdiff_t>(from), shape.fields.end(),
                                                  [](const auto &field) { return !field.optional; }));
}

bool isNumber(std::string_view text)
{
    return base::toDouble(base::trimmed(text)).has_value();
}

// 0,1,3200,0,5750,1,7,"te,st",0: what stands between `before` fields on the left and `least` to `most` numbers on the right.
std::optional<base::Span> dataBetween(std::string_view line, std::size_t from, std::size_t before, std::size_t least, std::size_t most)
{
    std::size_t at = from;
    for (bool quoted = false; at < line.size() && before > 0; ++at) {
        quoted = line[at] == '"' ? !quoted : quoted;
        before -= line[at] == ',' && !quoted ? 1 : 0;
    }
    if (before > 0)
        return std::nullopt;
    std::vector<std::size_t> commas; // from the right, as long as numbers stand behind them
    for (std::size_t end = line.size(); commas.size() < most;) {
        const auto comma = line.substr(0, end).rfind(',');
        if (comma == std::string_view::npos || comma < at || !isNumber(line.substr(comma + 1, end - comma - 1)))
            break;
        commas.push_back(comma);
        end = comma;
    }
    if (commas.size() < least)
        return std::nullopt;
    const auto dataOf = [&](std::size_t after) {
        const auto end = after == 0 ? line.size() : commas[after - 1];
        return base::Span{at, end - at};
    };
    // A quoted text ends at its quote; in a bare one the fewest fields are behind it, unless it would have a comma then.
    for (std::size_t after = commas.size() + 1; after-- > least;) {
        const auto data = base::trimmed(line.substr(at, dataOf(after).length));
        if (data.size() >= 2 && data.front() == '"' ? data.back() == '"' : data.find(',') == std::string_view::npos)
            return dataOf(after);
    }
    return dataOf(least);
}

} // namespace

void Dialect::buildFrames()
{
    auto base = std::make_shared<wire::FrameTable>();
    const auto announce = [this](const std::vector<LineShape> &shapes, std::size_t n, std::string_view prefix, ShapeRef ref,
                                 wire::FrameTable &table) {
        const auto &shape = shapes[n];
        const bool alone = std::count_if(shapes.begin(), shapes.end(), [&](const LineShape &s) { return s.prefix == shape.prefix; }) < 2;
        m_announcers.push_back(ref);
        const auto id = static_cast<std::uint32_t>(m_announcers.size());
        const auto add = [&](std::string_view text) {
            table.announcers.push_back(announcerOf(shape, text, id, alone));
            if (!shape.counted.ownEvent && shape.counted.place == catalog::Place::SameLine)
                m_inline[{ref.form, ref.urc, ref.shape}].push_back(table.announcers.back());
        };
        add(prefix);
        for (const auto &alias : shape.aliases)
            add(alias);
    };
    for (const auto &found : m_view.urcs())
        for (std::size_t i = 0; i < found->shapes.size(); ++i)
            if (const auto &shape = found->shapes[i]; shape.counted.present) {
                announce(found->shapes, i, shape.prefix.empty() ? found->name : shape.prefix,
                         {NoEntry, idOf(found.item), static_cast<int>(i)}, *base);
                if (shape.counted.silenceAtLeast.present()) {
                    m_urcSilences.push_back(&shape.counted.silenceAtLeast);
                    m_hasLeastSilence = true;
                }
            }
    for (const auto &found : m_view.commands())
        for (const auto &form : found->forms) {
            const int id = idOf(&form);
            wire::FrameTable own;
            for (std::size_t i = 0; i < form.answer.lines.size(); ++i)
                if (form.answer.lines[i].counted.present) {
                    announce(form.answer.lines, i, form.answer.lines[i].prefix, {id, NoEntry, static_cast<int>(i)}, own);
                    m_hasLeastSilence = m_hasLeastSilence || form.answer.lines[i].counted.silenceAtLeast.present();
                }
            m_hasLeastSilence = m_hasLeastSilence || form.answer.silenceAtLeast.present();
            if (!form.prompt.text.empty())
                own.prompts.push_back({static_cast<std::uint32_t>(id) + 1, form.prompt.text});
            if (form.answer.kind == AnswerKind::Http) {
                own.rawHttp = true;
                if (form.answer.silence > 0)
                    own.httpSilenceMs = form.answer.silence;
            }
            if (own.rawHttp || !own.prompts.empty() || !own.announcers.empty())
                m_formFrames.emplace(id, std::move(own));
        }
    m_frames = std::move(base);
}

double Dialect::leastSilence(std::span<const int> forms, const expr::Scope &scope) const
{
    double most = 0;
    const auto look = [&](const catalog::Expr &silence) {
        if (silence.present())
            most = std::max(most, silence.compiled.millis(scope).value_or(0));
    };
    for (const auto *silence : m_urcSilences)
        look(*silence);
    for (const int id : forms) {
        const auto *found = form(id).form;
        if (!found)
            continue;
        look(found->answer.silenceAtLeast);
        for (const auto &shape : found->answer.lines)
            look(shape.counted.silenceAtLeast);
    }
    return most;
}

std::optional<Dialect::InlineData> Dialect::inlineData(const ShapeRef &ref, std::string_view line) const
{
    const auto it = m_inline.find({ref.form, ref.urc, ref.shape});
    if (it == m_inline.end())
        return std::nullopt;
    for (const auto &announcer : it->second)
        if (const auto span = wire::inlineData(announcer, line))
            return InlineData{*span, announcer.fieldsAfter};
    const auto *known = shape(ref);
    if (!known || known->counted.fieldsAfter == 0)
        return std::nullopt;
    // The count is not kept: so many fields from the left, and from the right those that are numbers.
    const auto head = headOf(line);
    const auto before = known->fields.size() - static_cast<std::size_t>(known->counted.fieldsAfter) - 1;
    const auto span = dataBetween(line, head.fieldsAt, before, fewestAfter(*known), static_cast<std::size_t>(known->counted.fieldsAfter));
    if (!span)
        return std::nullopt;
    return InlineData{*span, known->counted.fieldsAfter};
}

bool Dialect::needsFrames(int form) const
{
    return m_formFrames.contains(form);
}

std::shared_ptr<const wire::FrameTable> Dialect::frames(std::span<const int> forms) const
{
    std::shared_ptr<wire::FrameTable> table;
    for (const int form : forms) {
        const auto it = m_formFrames.find(form);
        if (it == m_formFrames.end())
            continue;
        if (!table)
            table = std::make_shared<wire::FrameTable>(*m_frames);
        const auto &own = it->second;
        table->announcers.insert(table->announcers.end(), own.announcers.begin(), own.announcers.end());
        table->prompts.insert(table->prompts.end(), own.prompts.begin(), own.prompts.end());
        if (own.rawHttp) {
            table->rawHttp = true;
            table->httpSilenceMs = std::max(own.httpSilenceMs, table->httpSilenceMs);
        }
    }
    return table ? table : m_frames;
}

ShapeRef Dialect::announcer(std::uint32_t id) const
{
    return id >= 1 && id <= m_announcers.size() ? m_announcers[id - 1] : ShapeRef{};
}

std::uint32_t Dialect::announcerId(const ShapeRef &ref) const
{
    const auto it = std::find(m_announcers.begin(), m_announcers.end(), ref);
    return it == m_announcers.end() ? 0 : static_cast<std::uint32_t>(it - m_announcers.begin()) + 1;
}

} // namespace atscope::decode
