// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/terminal_rows.h"

#include "views/kit/event_notes.h"
#include "views/kit/event_text.h"

namespace atscope::views {

using engine::EventKind;

namespace {

// Who sent a line is a note before it: every line carries its sender, so those are no rows.
store::RowFilter::WantedEvent wanted(bool echo)
{
    return [echo](const store::EventStore &store, std::uint64_t id, const store::EventStore::Brief &brief) {
        if (brief.kind == EventKind::Echo)
            return echo || engine::isCommand(brief.kind, brief.flags);
        if (brief.kind != EventKind::Note)
            return true;
        engine::Event event;
        return store.event(id, event) && noteIsShown(store.bytes(event));
    };
}

Tone toneOf(const engine::Event &event)
{
    switch (event.kind) {
    case EventKind::Command: return Tone::Sent;
    case EventKind::Echo: return engine::isCommand(event.kind, event.flags) ? Tone::Sent : Tone::Dim;
    case EventKind::Payload:
        if (event.direction == base::Direction::Tx)
            return Tone::Sent;
        [[fallthrough]];
    case EventKind::Answer:
    case EventKind::Prompt: return Tone::Received;
    case EventKind::Final: return event.success ? Tone::Good : Tone::Bad;
    case EventKind::Urc: return event.completes != 0 && !event.success ? Tone::Bad : Tone::Urc;
    case EventKind::Gap: return Tone::Bad;
    case EventKind::Status: return Tone::Warning;
    case EventKind::Noise:
    case EventKind::Note: return Tone::Dim;
    }
    return Tone::Plain;
}

QString arrow(const engine::Event &event)
{
    if (event.span.length == 0)
        return QStringLiteral("·");
    return event.direction == base::Direction::Tx ? QStringLiteral("→") : QStringLiteral("←");
}

} // namespace

TerminalRows::TerminalRows() : EventRows(wanted(true))
{
}

void TerminalRows::setEchoShown(bool shown)
{
    if (m_echo == shown)
        return;
    m_echo = shown;
    refilter(wanted(shown));
}

std::vector<LogColumn> TerminalRows::columns() const
{
    return {{tr("Time"), 13, false, true}, {QString(), 2, false, true}, {tr("Text"), 0, false, true}, {tr("After"), 10, true, true}};
}

void TerminalRows::noteTail()
{
    m_tail = {};
    if (!store() || !extend())
        return;
    const auto covered = store()->covered(base::Direction::Rx);
    const auto taken = store()->taken(base::Direction::Rx);
    if (taken <= covered)
        return;
    // Line ends belong to no event: those behind the last one are no beginning of a line.
    const base::Span behind{covered, std::min<std::uint64_t>(taken - covered, store::EventStore::ShownBytes)};
    const auto begins = store()->bytes(base::Direction::Rx, behind).find_first_not_of("\r\n");
    if (begins != std::string::npos)
        m_tail = {covered + begins, behind.length - begins};
}

std::int64_t TerminalRows::rows() const
{
    return EventRows::rows() + (m_tail.length != 0 ? 1 : 0);
}

std::uint64_t TerminalRows::idOf(std::int64_t row) const
{
    return row >= EventRows::rows() ? TailId : EventRows::idOf(row);
}

std::int64_t TerminalRows::rowOf(std::uint64_t id) const
{
    if (id == TailId)
        return m_tail.length != 0 ? EventRows::rows() : -1;
    return EventRows::rowOf(id);
}

LogRow TerminalRows::tailRow() const
{
    LogRow out;
    const auto bytes = store()->bytes(base::Direction::Rx, m_tail);
    out.cells = {{}, {QStringLiteral("←"), Tone::Dim, false, {}}, m_mode == TerminalMode::Hex ? LogCell{hexText(bytes), Tone::Received, false, {}} : textCell(bytes, m_charset, Tone::Received), {QStringLiteral("…"), Tone::Dim, false, {}}};
    out.faint = true;
    return out;
}

LogRow TerminalRows::row(std::int64_t number) const
{
    if (number >= EventRows::rows())
        return m_tail.length != 0 && store() ? tailRow() : LogRow{std::vector<LogCell>(4), Tone::Plain, false};
    const auto row = read(idOf(number));
    LogRow out;
    if (!row.valid) {
        out.cells = {{}, {}, {tr("This event cannot be read: the recording was removed or cut."), Tone::Bad, false, {}}, {}};
        return out;
    }
    const auto &event = row.event;
    const auto tone = toneOf(event);
    LogCell text;
    if (event.kind == EventKind::Note || event.kind == EventKind::Gap || event.kind == EventKind::Status)
        text = {noteWords(event, row.bytes, language()), tone, false, {}};
    else if (m_mode == TerminalMode::Hex)
        text = {hexText(row.bytes), tone, false, {}};
    else
        text = textCell(row.bytes, m_charset, tone);
    const bool command = engine::isCommand(event.kind, event.flags);
    text.bold = command;
    if (event.span.length > store::EventStore::ShownBytes) {
        const auto more = tr("  … %1 in all").arg(sizeText(event.span.length));
        text.runs.push_back({static_cast<int>(text.text.size()), static_cast<int>(more.size()), Tone::Dim, false, 0});
        text.text += more;
    }
    if (event.kind == EventKind::Command && m_mode != TerminalMode::Raw) {
        if (const auto sender = senderWords(*store(), event.id); !sender.isEmpty()) {
            text.runs.push_back({static_cast<int>(text.text.size()), static_cast<int>(sender.size() + 5), Tone::Dim, false, 0});
            text.text += QStringLiteral("   ‹") + sender + QStringLiteral("›");
        }
    }
    if (m_mode == TerminalMode::Decoded && (command || event.kind != EventKind::Echo)) {
        const auto words = QString::fromStdString(row.view().meaning().in(chinese()));
        if (!words.isEmpty()) {
            const QString gap = text.text.size() < 28 ? QString(28 - text.text.size(), QLatin1Char(' ')) : QStringLiteral("   ");
            text.runs.push_back({static_cast<int>(text.text.size()), static_cast<int>(gap.size() + words.size()), Tone::Dim, false, 0});
            text.text += gap + words;
        }
        const auto flags = flagWords(event.flags);
        if (!flags.isEmpty()) {
            text.runs.push_back({static_cast<int>(text.text.size()), static_cast<int>(flags.size() + 3), Tone::Warning, false, 0});
            text.text += QStringLiteral("   ") + flags;
        }
    }
    out.cells = {{clockText(event.stamp), Tone::Dim, false, {}}, {arrow(event), tone, false, {}}, std::move(text), {durationText(event.ms), Tone::Dim, false, {}}};
    if (tone == Tone::Bad)
        out.edge = Tone::Bad;
    else if ((event.flags & (engine::EventFlag::Damaged | engine::EventFlag::Broken | engine::EventFlag::Late)) != 0)
        out.edge = Tone::Warning;
    return out;
}

QString TerminalRows::copyText(std::int64_t number) const
{
    // The lines as they were, so that they can be sent again.
    const auto row = read(idOf(number));
    if (!row.valid || row.event.span.length == 0)
        return {};
    return m_mode == TerminalMode::Hex ? hexText(row.bytes, SIZE_MAX) : textCell(row.bytes, m_charset, Tone::Plain).text;
}

QString TerminalRows::emptyText() const
{
    return m_empty;
}

} // namespace atscope::views
