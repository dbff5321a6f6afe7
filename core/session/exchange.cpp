// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/exchange.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/messages.h"
#include "core/session/event_writer.h"
#include "core/session/roles.h"

namespace atscope::session {

using engine::EventKind;

namespace {

// Fields by name; one that comes in several lines becomes the list of its values.
class Fields final
{
public:
    using Entries = std::vector<std::pair<std::string, expr::Value>>;

    void add(const std::vector<catalog::Argument> &fields)
    {
        for (const auto &field : fields) {
            if (!field.given || field.parameter == nullptr)
                continue;
            const auto it = std::find_if(m_values.begin(), m_values.end(), [&field](const auto &entry) { return entry.first == field.parameter->name; });
            if (it == m_values.end())
                m_values.emplace_back(field.parameter->name, expr::Value::List{field.shown()});
            else
                it->second.push_back(field.shown());
        }
    }
    Entries take()
    {
        Entries out;
        for (auto &[name, values] : m_values)
            out.emplace_back(name, values.size() == 1 ? values.front() : expr::Value(std::move(values)));
        m_values.clear();
        return out;
    }

private:
    std::vector<std::pair<std::string, expr::Value::List>> m_values;
};

catalog::Text textOf(const base::Message &message)
{
    return {catalog::Messages::render(message, catalog::Language::English), catalog::Messages::render(message, catalog::Language::Chinese)};
}

// A refusal without a reason: how the module is made to give one, where it can.
void explainWithoutCode(Exchange &exchange, const decode::Dialect &dialect, const catalog::FactState &facts)
{
    if (exchange.errorMeaning.empty())
        exchange.errorMeaning = textOf(base::Message("refused-without-reason"));
    const auto codes = lineOfRole(dialect, ErrorCodesRole, "1");
    if (!codes)
        return;
    // Known to be on: then this is all that the module says.
    const bool on = std::any_of(codes->form->effects.begin(), codes->form->effects.end(), [&facts](const catalog::Effect &effect) {
        const auto value = facts.value(effect.fact);
        return effect.on == catalog::EffectOn::Ok && value.isInteger() && value.integer() > 0;
    });
    if (!on)
        exchange.todo = textOf(base::Message("refused-without-reason-todo", {{"line", codes->line}}));
}

} // namespace

Exchange exchangeOf(const store::EventStore &store, std::uint64_t command, std::uint64_t last)
{
    Exchange out;
    engine::Event event;
    if (!store.event(command, event))
        return out;
    out.command = command;
    out.sent = store.bytes(event);
    Fields answerFields;
    const auto links = store.links(command);
    const auto end = last != 0 ? last : std::max(links.final, links.completion);
    for (auto id = command + 1; id <= end && store.event(id, event); ++id) {
        // Unasked lines that belong to it (parts of what it asked for) are told as such, but for the one that ends it.
        const bool ours = event.completes == command || (event.of == command && event.urc == decode::NoEntry);
        if (!ours) {
            if (event.kind == EventKind::Urc && out.meanwhile.size() < Exchange::MostMeanwhile)
                out.meanwhile.push_back(id);
            continue;
        }
        const auto bytes = store.bytes(event);
        const auto dialect = store.dialectAt(id);
        if (!dialect)
            continue;
        const auto facts = store.factsAt(id);
        const EventView view(event, bytes, *dialect, facts);
        if (event.completes == command) {
            out.completion = id;
            out.completionText = base::escapedUtf8(bytes);
            Fields fields;
            fields.add(view.fields());
            out.completionFields = fields.take();
            out.completionMeaning = view.meaning();
            out.completionMs = event.ms;
            if (!event.success) {
                out.failed = true;
                out.errorCode = view.errorCode();
                out.errorMeaning = view.meaning();
                out.todo = view.todo();
            }
            continue;
        }
        switch (event.kind) {
        case EventKind::Answer:
        case EventKind::Payload:
            if (event.direction == base::Direction::Tx)
                break; // what went out behind a prompt
            if (out.answer.size() < Exchange::MostAnswerLines) {
                out.answer.push_back(base::escapedUtf8(bytes));
                answerFields.add(view.fields());
            }
            break;
        case EventKind::Final:
            if (event.why == engine::Why::TailOfFinal)
                break;
            out.final = id;
            out.finalText = base::escapedUtf8(bytes);
            out.finalMs = event.ms;
            if (!event.success) {
                out.failed = true;
                out.errorCode = view.errorCode();
                out.errorMeaning = view.meaning();
                out.todo = view.todo();
                if (out.errorCode.empty() && out.todo.empty())
                    explainWithoutCode(out, *dialect, facts);
            }
            break;
        default:
            break;
        }
    }
    out.fields = answerFields.take();
    return out;
}

void explainSilence(Exchange &exchange, const store::EventStore &store)
{
    if (exchange.command == 0 || exchange.failed || exchange.completion != 0)
        return;
    const auto say = [&exchange](const char *meaning, const char *todo) {
        exchange.errorMeaning = textOf(base::Message(meaning));
        exchange.todo = textOf(base::Message(todo));
    };
    if (exchange.final != 0) {
        say("silence-no-completion", "silence-no-completion-todo");
    } else if (store.taken(base::Direction::Rx) == 0) {
        say("silence-never", "silence-never-todo");
    } else {
        bool readable = false, noise = false, since = false;
        std::vector<store::EventStore::Brief> briefs;
        constexpr std::uint64_t Looked = 2'000; // the newest ones tell how the module is now
        const auto first = store.count() > Looked ? store.count() - Looked + 1 : 1;
        store.briefs(first, Looked, briefs);
        for (std::size_t i = 0; i < briefs.size(); ++i) {
            if (briefs[i].direction != base::Direction::Rx || briefs[i].kind == EventKind::Note || briefs[i].kind == EventKind::Status)
                continue;
            noise = noise || briefs[i].kind == EventKind::Noise;
            readable = readable || briefs[i].kind != EventKind::Noise;
            since = since || first + i > exchange.command;
        }
        if (!readable && noise)
            say("silence-garbage", "silence-garbage-todo");
        else
            say(since ? "silence-no-final" : "silence-now", since ? "silence-no-final-todo" : "silence-now-todo");
    }
}

} // namespace atscope::session
