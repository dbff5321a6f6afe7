// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_view.h"

#include <algorithm>

#include <QEvent>
#include <QLabel>

#include "core/session/exchange.h"
#include "views/kit/event_notes.h"
#include "views/kit/event_text.h"

namespace atscope::views {

using engine::EventKind;

namespace {

QString textOf(std::string_view bytes, Tone tone = Tone::Plain)
{
    return textCell(bytes, wire::Charset::Utf8, tone).text;
}

} // namespace

TimelineRows::TimelineRows()
    : EventRows([](const store::EventStore &, std::uint64_t, const store::EventStore::Brief &brief) { return engine::isCommand(brief.kind, brief.flags); })
{
}

std::vector<LogColumn> TimelineRows::columns() const
{
    return {{tr("Time"), 13, false, true},   {tr("Command"), 34, false, true}, {tr("Result"), 18, false, true},
            {tr("Latency"), 10, true, true}, {tr("Answer"), 30, false, true},  {tr("Asynchronous result"), 0, false, true},
            {tr("URCs"), 6, true, true}};
}

LogRow TimelineRows::row(std::int64_t number) const
{
    LogRow out;
    out.cells.resize(7);
    const auto row = read(idOf(number));
    if (!row.valid)
        return out;
    const auto show = [this](const Row &one) { return textOf(masked() ? catalog::masked(one.bytes, one.view().secrets()) : one.bytes); };
    out.cells[0] = {clockText(row.event.stamp), Tone::Dim, false, {}};
    out.cells[1] = {show(row), Tone::Sent, false, {}};
    if (const auto sender = senderWords(*store(), row.event.id); !sender.isEmpty()) {
        auto &cell = out.cells[1];
        cell.runs.push_back({static_cast<int>(cell.text.size()), static_cast<int>(sender.size() + 4), Tone::Dim, false, 0});
        cell.text += QStringLiteral("  ‹") + sender + QStringLiteral("›");
    }
    const auto links = store()->links(row.event.id);
    bool failed = false;
    if (links.final != 0) {
        if (const auto final = read(links.final); final.valid) {
            failed = !final.event.success;
            const auto meaning = QString::fromStdString(final.view().meaning().in(chinese()));
            out.cells[2] = {(failed ? QStringLiteral("✗ ") : QStringLiteral("✓ ")) + textOf(final.bytes) + (meaning.isEmpty() ? QString() : QStringLiteral("  ") + meaning), failed ? Tone::Bad : Tone::Good, false, {}};
            out.cells[3] = {durationText(final.event.ms), Tone::Dim, false, {}};
        }
    } else {
        // Over without a final: its status says how. Else it is under way.
        engine::Event status;
        if (links.status == 0 || !store()->event(links.status, status)) {
            out.cells[2] = {QStringLiteral("… ") + tr("under way"), Tone::Dim, false, {}};
        } else {
            failed = status.why != engine::Why::EndedBySilence;
            out.cells[2] = {(failed ? QStringLiteral("✗ ") : QStringLiteral("✓ ")) + noteWords(status, {}, language()), failed ? Tone::Bad : Tone::Good, false, {}};
            out.cells[3] = {durationText(status.ms), Tone::Dim, false, {}};
        }
    }
    if (links.firstAnswer != 0) {
        if (const auto answer = read(links.firstAnswer); answer.valid) {
            QString text = show(answer);
            if (links.answers > 1)
                text += tr("  +%1 lines").arg(links.answers - 1);
            const auto meaning = QString::fromStdString(answer.view().meaning().in(chinese()));
            if (!meaning.isEmpty())
                text += QStringLiteral("  ") + meaning;
            out.cells[4] = {text, Tone::Received, false, {}};
        }
    }
    if (links.completion != 0) {
        if (const auto completion = read(links.completion); completion.valid) {
            const bool bad = !completion.event.success;
            failed = failed || bad;
            const auto meaning = QString::fromStdString(completion.view().meaning().in(chinese()));
            out.cells[5] = {(bad ? QStringLiteral("✗ ") : QStringLiteral("✓ ")) + show(completion) + (meaning.isEmpty() ? QString() : QStringLiteral("  ") + meaning)
                                + QStringLiteral("  ") + durationText(completion.event.ms),
                            bad ? Tone::Bad : Tone::Good, false, {}};
        }
    }
    const auto end = std::max(links.final, links.completion);
    if (end > row.event.id) {
        std::vector<store::EventStore::Brief> briefs;
        constexpr std::uint64_t Most = 5'000; // more than a person counts
        const auto count = std::min<std::uint64_t>(end - row.event.id, Most);
        store()->briefs(row.event.id + 1, count, briefs);
        const auto urcs = std::count_if(briefs.begin(), briefs.end(), [](const auto &brief) { return brief.kind == EventKind::Urc; })
            - (links.completion != 0 ? 1 : 0);
        if (urcs > 0)
            out.cells[6] = {QString::number(urcs) + (end - row.event.id > Most ? QStringLiteral("+") : QString()), Tone::Urc, false, {}};
    }
    if (failed)
        out.edge = Tone::Bad;
    return out;
}

QString TimelineRows::emptyText() const
{
    return store() ? tr("No command was sent yet. Pick one from the tree, or type one below the terminal.")
                   : tr("Every command gets a row here: what was sent, what came back, and how long it took.");
}

TimelineView::TimelineView(session::Workbench &workbench, QWidget *parent)
    : EventList(workbench, std::make_unique<TimelineRows>(), parent), m_explanation(new QLabel(this))
{
    lines().setAccessibleName(QStringLiteral("Timeline"));
    m_explanation->setWordWrap(true);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_explanation->setContentsMargins(8, 4, 8, 4);
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->hide();
    addBelow(m_explanation);
    connect(&lines(), &LogView::currentChanged, this, &TimelineView::explain);
    connect(&workbench, &session::Workbench::languageChanged, this, &TimelineView::explain);
    retranslate();
}

void TimelineView::logGrew()
{
    // Rows change after they came: their final, their completion. The last ones are enough; older ones are over.
    constexpr std::int64_t MayChange = 40;
    const auto count = rows().rows();
    std::map<std::uint64_t, store::CommandLinks> now;
    for (auto row = std::max<std::int64_t>(0, count - MayChange); row < count; ++row) {
        const auto id = rows().idOf(row);
        const auto links = rows().store()->links(id);
        if (const auto known = m_links.find(id); known == m_links.end() || known->second != links)
            lines().rowsChanged(id, id);
        now.emplace(id, links);
    }
    m_links = std::move(now);
    if (m_explanation)
        explain();
}

void TimelineView::logChanged()
{
    m_links.clear();
    if (m_explanation)
        m_explanation->hide();
}

void TimelineView::explain()
{
    const auto id = lines().currentId().value_or(0);
    QString text;
    if (id != 0 && rows().store() && rows().rowOf(id) >= 0) {
        auto exchange = session::exchangeOf(*rows().store(), id);
        engine::Event status;
        const auto links = rows().store()->links(id);
        if (links.status != 0 && rows().store()->event(links.status, status) && status.why == engine::Why::LimitExpired)
            session::explainSilence(exchange, *rows().store());
        if (!exchange.errorMeaning.empty()) {
            const bool chinese = workbench().chinese();
            const auto meaning = QString::fromStdString(exchange.errorMeaning.in(chinese));
            const auto todo = QString::fromStdString(exchange.todo.in(chinese));
            const auto &came = exchange.completionText.empty() ? exchange.finalText : exchange.completionText;
            text = QStringLiteral("✗ ") + QString::fromStdString(came) + (came.empty() ? QString() : QStringLiteral("  ")) + meaning;
            if (!todo.isEmpty())
                text += QLatin1Char('\n') + tr("What to try: %1").arg(todo);
        }
    }
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
}

void TimelineView::retranslate()
{
    lines().setAccessibleName(tr("Timeline"));
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    EventList::changeEvent(event);
}

} // namespace atscope::views
