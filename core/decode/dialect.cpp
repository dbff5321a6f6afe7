// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/dialect.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/decode/shape_match.h"

namespace atscope::decode {

using catalog::LineShape;

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
            (urc == NoEntry ? entry.answers : entry.urcs).push_back({ref, &shape, told, fields, fewestFields(shape), mostFields(shape)});
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
    return count >= fewestFields(shape) && count <= mostFields(shape);
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
