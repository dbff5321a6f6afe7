// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/dialect.h"

#include <algorithm>
#include <limits>

#include "core/base/text.h"
#include "core/wire/announce.h"

namespace atscope::decode {

using catalog::AnswerKind;
using catalog::LineShape;
using catalog::TypeKind;

namespace {

constexpr std::size_t Many = 1u << 20;

// The type whose text runs to the end of the line, commas included.
bool takesTheRest(const LineShape &shape)
{
    if (shape.fields.empty())
        return false;
    switch (shape.fields.back().type.kind) {
    case TypeKind::Rest:
    case TypeKind::Json:
    case TypeKind::Records:
    case TypeKind::KeyValues:
        return true;
    default:
        return shape.counted.present && shape.counted.place == catalog::Place::SameLine;
    }
}

std::size_t fewest(const LineShape &shape)
{
    std::size_t n = shape.fields.size();
    while (n > 0 && shape.fields[n - 1].optional)
        --n;
    return n;
}

std::size_t most(const LineShape &shape)
{
    return takesTheRest(shape) ? Many : shape.fields.size();
}

// The text that the first field must have, where the shape says so.
std::string_view firstLiteral(const LineShape &shape)
{
    if (shape.fields.empty())
        return {};
    const auto &first = shape.fields.front();
    return first.type.kind == TypeKind::Literal ? std::string_view(first.type.literal) : std::string_view(first.fixed);
}

std::string_view unquoted(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return text.substr(1, text.size() - 2);
    return text;
}

bool fits(const catalog::FieldMatch &match, std::string_view fields)
{
    const auto field = fieldAt(fields, match.field);
    if (field.data() == nullptr)
        return false;
    const auto text = base::trimmed(unquoted(field));
    if (std::find(match.texts.begin(), match.texts.end(), text) != match.texts.end())
        return true;
    const auto number = match.ranges.empty() ? std::nullopt : base::toDouble(text);
    return number && std::any_of(match.ranges.begin(), match.ranges.end(), [&](const catalog::Range &range) {
        return (!range.low || *number >= *range.low) && (!range.high || *number <= *range.high);
    });
}

// Is the shape for lines with these fields? Its own conditions, its first field where that is fixed.
bool isFor(const LineShape &shape, std::string_view fields)
{
    const auto literal = firstLiteral(shape);
    if (!literal.empty() && unquoted(fieldAt(fields, 0)) != literal)
        return false;
    return std::all_of(shape.match.begin(), shape.match.end(), [fields](const auto &match) { return fits(match, fields); });
}

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
    } else if (a.place == wire::DataPlace::NextLine && a.fieldCount == 0 && !alone && fewest(shape) == shape.fields.size()) {
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

Dialect::Dialect(std::shared_ptr<const catalog::Catalog> catalog, const catalog::ModuleProfile *module, std::string name)
    : m_view(catalog, module), m_catalog(std::move(catalog)), m_name(std::move(name))
{
    if (m_name.empty() && !m_view.module().dialects.empty())
        m_name = m_view.module().dialects.front();
    number();
    for (const auto &found : m_view.commands())
        for (const auto &form : found->forms)
            addShapes(form.answer.lines, idOf(&form), NoEntry);
    for (const auto &found : m_view.urcs())
        addShapes(found->shapes, NoEntry, idOf(found.item));

    buildFinals();
    buildFrames();
}

void Dialect::number()
{
    for (const auto &family : m_catalog->model().families) {
        for (const auto &command : family.commands)
            for (const auto &form : command.forms) {
                m_ids.emplace(&form, static_cast<int>(m_forms.size()));
                m_forms.push_back({&family, &command, &form});
            }
        for (const auto &urc : family.urcs) {
            m_ids.emplace(&urc, static_cast<int>(m_urcs.size()));
            m_urcs.push_back({&family, &urc});
        }
    }
}

Dialect::Named &Dialect::named(std::string_view name)
{
    const auto number = static_cast<std::size_t>(m_names.add(name, static_cast<int>(m_named.size())));
    if (number == m_named.size())
        m_named.emplace_back();
    return m_named[number];
}

const Dialect::Named *Dialect::named(const LineHead &head) const
{
    const int number = head.name.empty() ? NameTable::None : m_names.find(head.name);
    return number == NameTable::None ? nullptr : &m_named[static_cast<std::size_t>(number)];
}

void Dialect::addShapes(const std::vector<LineShape> &shapes, int form, int urc)
{
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto &shape = shapes[i];
        const ShapeRef ref{form, urc, static_cast<int>(i)};
        if (!shape.pattern.empty()) {
            if (auto pattern = expr::Pattern::compile(shape.pattern); pattern.ok())
                m_patterns.emplace(shape.pattern, std::move(pattern).value());
            if (urc != NoEntry) {
                if (const auto it = m_patterns.find(shape.pattern); it != m_patterns.end())
                    m_bareUrcs.emplace_back(ref, &it->second);
                continue; // known by its pattern only: the name of the URC is a name
            }
        }
        const expr::Pattern *fields = nullptr;
        if (!shape.fieldsPattern.empty())
            if (auto pattern = expr::Pattern::compile(shape.fieldsPattern); pattern.ok())
                fields = &m_patterns.emplace(shape.fieldsPattern, std::move(pattern).value()).first->second;
        const bool told = !shape.match.empty() || !firstLiteral(shape).empty();
        std::string_view prefix = shape.prefix;
        if (prefix.empty() && urc != NoEntry && shape.pattern.empty())
            prefix = m_urcs[static_cast<std::size_t>(urc)].urc->name;
        const auto add = [&](std::string_view name) {
            if (name.empty())
                return;
            auto &entry = named(name);
            (urc == NoEntry ? entry.answers : entry.urcs).push_back({ref, &shape, told, fields, fewest(shape), most(shape)});
            if (shape.exact && urc != NoEntry && m_exactLines.find(name) == NameTable::None) {
                m_exactLines.add(name, static_cast<int>(m_exactUrcs.size()));
                m_exactUrcs.push_back(ref);
            }
        };
        add(prefix);
        for (const auto &alias : shape.aliases)
            add(alias);
    }
}

void Dialect::buildFinals()
{
    auto finals = m_view.finals();
    std::stable_sort(finals.begin(), finals.end(), [](const auto &a, const auto &b) { return a->text.size() > b->text.size(); });
    auto texts = std::make_shared<std::vector<std::string>>();
    for (const auto &found : finals) {
        texts->push_back(found->text);
        if (!found->text.empty())
            m_finals.push_back({firstBytes(found->text), firstBytes(std::string(found->text.size(), '\xff')), found.item});
    }
    m_finalTexts = std::move(texts);
    const auto first = [](const FinalKey &key) { return static_cast<unsigned char>(key.final->text.front()); };
    std::stable_sort(m_finals.begin(), m_finals.end(), [first](const FinalKey &a, const FinalKey &b) { return first(a) < first(b); });
    for (const auto &key : m_finals)
        ++m_finalsFrom[first(key) + 1U];
    for (std::size_t i = 1; i < m_finalsFrom.size(); ++i)
        m_finalsFrom[i] = static_cast<std::uint16_t>(m_finalsFrom[i] + m_finalsFrom[i - 1]);
}

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

FormRef Dialect::form(int id) const
{
    return id >= 0 && id < static_cast<int>(m_forms.size()) ? m_forms[static_cast<std::size_t>(id)] : FormRef{};
}

UrcRef Dialect::urc(int id) const
{
    return id >= 0 && id < static_cast<int>(m_urcs.size()) ? m_urcs[static_cast<std::size_t>(id)] : UrcRef{};
}

int Dialect::idOf(const catalog::Form *form) const
{
    const auto it = m_ids.find(form);
    return it == m_ids.end() ? NoEntry : it->second;
}

int Dialect::idOf(const catalog::Urc *urc) const
{
    const auto it = m_ids.find(urc);
    return it == m_ids.end() ? NoEntry : it->second;
}

const LineShape *Dialect::shape(const ShapeRef &ref) const
{
    const std::vector<LineShape> *shapes = nullptr;
    if (const auto found = urc(ref.urc); found.urc)
        shapes = &found.urc->shapes;
    else if (const auto owner = form(ref.form); owner.form)
        shapes = &owner.form->answer.lines;
    if (!shapes || ref.shape < 0 || ref.shape >= static_cast<int>(shapes->size()))
        return nullptr;
    return &(*shapes)[static_cast<std::size_t>(ref.shape)];
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

FinalMatch Dialect::final(std::string_view line, std::span<const int> forms) const
{
    for (const int id : forms) {
        const auto ref = form(id);
        if (!ref.form)
            continue;
        const auto among = [line](const std::vector<std::string> &texts) {
            // A text that ends in a colon has a value behind it: DATA ACCEPT:20
            return std::any_of(texts.begin(), texts.end(), [line](const std::string &text) {
                return line == text || (text.ends_with(':') && line.starts_with(text));
            });
        };
        if (among(ref.form->answer.finals))
            return {nullptr, line, {}, true};
        if (among(ref.form->answer.failures))
            return {nullptr, line, {}, false};
    }
    if (line.empty())
        return {};
    const auto begin = firstBytes(line);
    const auto first = static_cast<unsigned char>(line.front());
    for (std::size_t i = m_finalsFrom[first]; i < m_finalsFrom[first + 1U]; ++i) {
        const auto &final = *m_finals[i].final;
        // Nearly every line fails here.
        if ((begin & m_finals[i].mask) != m_finals[i].bytes || !line.starts_with(final.text))
            continue;
        std::string_view value = line.substr(final.text.size());
        if (!final.value) {
            if (!base::trimmed(value).empty())
                continue;
            value = {};
        } else if (!value.empty()) {
            // "+CME ERROR:58", "+CME ERROR: ", "+CIS ERROR 601"; not "CONNECTING"
            if (value.front() != ':' && value.front() != ' ' && value.front() != '=')
                continue;
            value = base::trimmed(value.substr(1));
            if (value.starts_with(':'))
                value = base::trimmed(value.substr(1));
        }
        if (final.numeric && !base::toInteger(value) && !(value.empty() && final.success))
            continue;
        if (!final.families.empty() && !forms.empty()) {
            const bool fits = std::any_of(forms.begin(), forms.end(), [&](int id) {
                const auto ref = form(id);
                return ref.family && std::find(final.families.begin(), final.families.end(), ref.family->id) != final.families.end();
            });
            if (!fits)
                continue;
        }
        return {&final, line.substr(0, final.text.size()), value, final.success};
    }
    return {};
}

// So many fields, or the pattern that they have.
bool Dialect::takesFields(const LineShape &shape, std::string_view fields) const
{
    if (!shape.fieldsPattern.empty()) {
        const auto it = m_patterns.find(shape.fieldsPattern);
        return it != m_patterns.end() && it->second.search(base::trimmed(fields)) == expr::Tri::True;
    }
    const auto count = static_cast<std::size_t>(fieldCount(fields));
    return count >= fewest(shape) && count <= most(shape);
}

bool Dialect::bareFits(const LineShape &shape, std::string_view line) const
{
    const auto it = m_patterns.find(shape.pattern);
    return it != m_patterns.end() && it->second.search(line) == expr::Tri::True;
}

// The candidate that takes the line's fields, by number and then by a literal first field. `fits` false: the best of those that
// do not.
const Dialect::Candidate *Dialect::choose(const std::vector<Candidate> &candidates, std::string_view line, const LineHead &head,
                                          bool &fits)
{
    const auto fields = line.substr(head.fieldsAt);
    const auto count = static_cast<std::size_t>(fieldCount(fields));
    const Candidate *best = nullptr;
    int bestScore = -1;
    for (const auto &candidate : candidates) {
        int score = 0;
        if (candidate.shape->exact) {
            const auto &prefix = candidate.shape->prefix;
            if (line != prefix && !(prefix.empty() && line == head.name))
                continue;
            score = 8;
        } else {
            if (candidate.told) {
                if (!isFor(*candidate.shape, fields))
                    continue;
                score += 2;
            }
            const bool takes = candidate.pattern ? candidate.pattern->search(base::trimmed(fields)) == expr::Tri::True
                                                 : count >= candidate.fewest && count <= candidate.most;
            if (takes)
                score += 4;
        }
        if (score > bestScore) {
            bestScore = score;
            best = &candidate;
        }
    }
    fits = bestScore >= 4;
    return best;
}

int Dialect::answerShape(int id, std::string_view line) const
{
    const auto ref = form(id);
    if (!ref.form)
        return NoEntry;
    const auto &lines = ref.form->answer.lines;
    const auto head = headOf(line);
    int best = NoEntry;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto &candidate = lines[i];
        if (candidate.exact) {
            if (line == candidate.prefix)
                return static_cast<int>(i);
            continue;
        }
        if (candidate.prefix.empty()) {
            if (best == NoEntry && !candidate.pattern.empty() && bareFits(candidate, line))
                best = static_cast<int>(i);
            continue;
        }
        if (head.name.empty()
            || (head.name != candidate.prefix
                && std::find(candidate.aliases.begin(), candidate.aliases.end(), head.name) == candidate.aliases.end()))
            continue;
        const auto fields = line.substr(head.fieldsAt);
        if (isFor(candidate, fields) && takesFields(candidate, fields))
            return static_cast<int>(i);
    }
    return best;
}

Dialect::UrcMatch Dialect::urcOf(std::string_view line, const LineHead &head) const
{
    if (const int exact = m_exactLines.find(line); exact != NameTable::None) {
        const auto &ref = m_exactUrcs[static_cast<std::size_t>(exact)];
        return {ref.urc, ref.shape, true};
    }
    if (const auto *known = named(head); known && !known->urcs.empty()) {
        UrcMatch match;
        if (const auto *chosen = choose(known->urcs, line, head, match.fits)) {
            match.urc = chosen->ref.urc;
            match.shape = chosen->ref.shape;
            return match;
        }
    }
    for (const auto &[ref, pattern] : m_bareUrcs)
        if (pattern->search(line) == expr::Tri::True)
            return {ref.urc, ref.shape, true};
    return {};
}

ShapeRef Dialect::orphanAnswer(std::string_view line, const LineHead &head) const
{
    const auto *known = named(head);
    if (!known || known->answers.empty())
        return {};
    bool fits = false;
    const auto *chosen = choose(known->answers, line, head, fits);
    return chosen && fits ? chosen->ref : ShapeRef{};
}

std::string_view Dialect::answerPrefix(std::string_view commandName)
{
    // AT+CIOTMKEY → +CIOTMKEY; ATE0 has none
    if (commandName.size() < 4 || base::isAlpha(commandName[2]) || commandName[2] == '&')
        return {};
    return commandName.substr(2);
}

} // namespace atscope::decode
