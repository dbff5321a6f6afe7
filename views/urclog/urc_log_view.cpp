// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/urclog/urc_log_view.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include "views/kit/event_notes.h"
#include "views/kit/event_text.h"

namespace atscope::views {

using engine::EventKind;

namespace {

constexpr int NamesMs = 250;
constexpr int NextStepMs = 10;
constexpr std::size_t CountAtOnce = 16'384; // some ten milliseconds

std::string nameOf(const store::EventStore &store, std::uint64_t id)
{
    engine::Event event;
    if (!store.event(id, event))
        return {};
    const auto dialect = store.dialectAt(id);
    if (dialect)
        if (const auto urc = dialect->urc(event.urc).urc)
            return urc->name;
    return std::string(decode::headOf(store.bytes(event, 256)).name);
}

// The text of a field; as it stands on the line, where secrets of it are hidden.
std::string shown(const catalog::Argument &field, std::string_view line, const std::vector<base::Span> &secrets)
{
    std::vector<base::Span> inside;
    for (const auto &secret : secrets)
        if (secret.offset >= field.inner.offset && secret.end() <= field.inner.end())
            inside.push_back({secret.offset - field.inner.offset, secret.length});
    return inside.empty() ? field.text : catalog::masked(line.substr(field.inner.offset, field.inner.length), inside);
}

bool isUrc(const store::EventStore &, std::uint64_t, const store::EventStore::Brief &brief)
{
    return brief.kind == EventKind::Urc;
}

} // namespace

UrcRows::UrcRows() : EventRows(isUrc)
{
}

void UrcRows::setName(const std::string &name)
{
    if (m_name == name)
        return;
    m_name = name;
    if (name.empty())
        refilter(isUrc);
    else
        refilter([name](const store::EventStore &store, std::uint64_t id, const store::EventStore::Brief &brief) {
            return brief.kind == EventKind::Urc && nameOf(store, id) == name;
        });
}

const std::map<std::string, std::uint64_t> &UrcRows::count()
{
    if (store() == nullptr)
        return m_counts;
    std::vector<store::EventStore::Brief> briefs;
    const auto got = store()->briefs(m_counted + 1, CountAtOnce, briefs);
    for (std::size_t i = 0; i < got; ++i)
        if (briefs[i].kind == EventKind::Urc)
            ++m_counts[nameOf(*store(), m_counted + 1 + i)];
    m_counted += got;
    m_allCounted = got < CountAtOnce;
    return m_counts;
}

void UrcRows::forgetCounts()
{
    m_counts.clear();
    m_counted = 0;
    m_allCounted = true;
}

std::vector<LogColumn> UrcRows::columns() const
{
    return {{tr("Time"), 13, false, true}, {tr("URC"), 18, false, true}, {tr("Fields"), 44, false, true}, {tr("Meaning"), 0, false, true}};
}

LogRow UrcRows::row(std::int64_t number) const
{
    LogRow out;
    out.cells.resize(4);
    const auto row = read(idOf(number));
    if (!row.valid)
        return out;
    const auto view = row.view();
    out.cells[0] = {clockText(row.event.stamp), Tone::Dim, false, {}};
    out.cells[1] = {QString::fromStdString(view.name()), Tone::Urc, true, {}};
    LogCell &fields = out.cells[2];
    const auto secrets = masked() ? view.secrets() : std::vector<base::Span>();
    for (const auto &field : view.fields()) {
        if (!field.given)
            continue;
        if (!fields.text.isEmpty())
            fields.text += QStringLiteral("  ");
        if (field.parameter) {
            const auto label = QString::fromStdString(field.parameter->name) + QLatin1Char('=');
            fields.runs.push_back({static_cast<int>(fields.text.size()), static_cast<int>(label.size()), Tone::Dim, false, 0});
            fields.text += label;
        }
        fields.text += textCell(shown(field, row.bytes, secrets), wire::Charset::Utf8, Tone::Plain).text;
    }
    if (fields.text.isEmpty())
        fields = textCell(catalog::masked(row.bytes, secrets), wire::Charset::Utf8, Tone::Plain);
    QString meaning = QString::fromStdString(view.meaning().in(chinese()));
    if (meaning.isEmpty())
        if (const auto urc = row.dialect->urc(row.event.urc).urc)
            meaning = QString::fromStdString(urc->title.in(chinese()));
    if (const auto todo = view.todo(); !todo.empty())
        meaning += QStringLiteral("  → ") + QString::fromStdString(todo.in(chinese()));
    const auto flags = flagWords(row.event.flags);
    if (!flags.isEmpty())
        meaning += (meaning.isEmpty() ? QString() : QStringLiteral("  ")) + QLatin1Char('(') + flags + QLatin1Char(')');
    const bool bad = row.event.completes != 0 && !row.event.success;
    out.cells[3] = {meaning, bad ? Tone::Bad : Tone::Plain, false, {}};
    if (bad)
        out.edge = Tone::Bad;
    return out;
}

QString UrcRows::emptyText() const
{
    return tr("What the module reports by itself (URCs) is listed here, decoded.");
}

UrcLogView::UrcLogView(session::Workbench &workbench, QWidget *parent)
    : EventList(workbench, std::make_unique<UrcRows>(), parent), m_names(new QComboBox(this)), m_label(new QLabel(this))
{
    // Not to its contents: their numbers run, and every change would lay out the whole window again.
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_names->setMinimumContentsLength(28);
    m_namesTimer.setSingleShot(true);
    connect(&m_namesTimer, &QTimer::timeout, this, [this] {
        if (isVisible())
            fillNames();
    });
    m_label->setBuddy(m_names);
    bar()->insertWidget(0, m_label);
    bar()->insertWidget(1, m_names);
    connect(m_names, &QComboBox::currentIndexChanged, this, [this] {
        urcs().setName(m_names->currentData().toString().toStdString());
        lines().sourceChanged();
    });
    retranslate();
    fillNames();
}

void UrcLogView::logGrew()
{
    if (m_names && isVisible() && !m_namesTimer.isActive())
        m_namesTimer.start(NamesMs);
}

void UrcLogView::showEvent(QShowEvent *event)
{
    fillNames();
    EventList::showEvent(event);
}

void UrcLogView::logChanged()
{
    if (!m_names)
        return;
    urcs().forgetCounts();
    fillNames();
}

void UrcLogView::fillNames()
{
    const QSignalBlocker quiet(m_names);
    const auto &counts = urcs().count();
    if (!urcs().allCounted())
        m_namesTimer.start(NextStepMs);
    std::uint64_t all = 0;
    for (const auto &[name, count] : counts)
        all += count;
    const auto put = [this](int at, const QString &text, const QString &name) {
        if (at < m_names->count() && m_names->itemData(at).toString() == name) {
            m_names->setItemText(at, text);
            return;
        }
        m_names->insertItem(at, text, name);
    };
    put(0, tr("All (%1)").arg(all), QString());
    int at = 1;
    for (const auto &[name, count] : counts) {
        const auto shown = QString::fromStdString(name);
        put(at++, QStringLiteral("%1 (%2)").arg(shown).arg(count), shown);
    }
    while (m_names->count() > at)
        m_names->removeItem(at);
    const int own = m_names->findData(QString::fromStdString(urcs().name()));
    m_names->setCurrentIndex(std::max(0, own));
    if (own < 0 && !urcs().name().empty() && urcs().allCounted()) {
        urcs().setName({});
        lines().sourceChanged();
    }
}

void UrcLogView::retranslate()
{
    m_label->setText(tr("&Show"));
    m_names->setAccessibleName(tr("Which URCs are shown"));
    lines().setAccessibleName(tr("URC log"));
}

void UrcLogView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fillNames();
    }
    EventList::changeEvent(event);
}

} // namespace atscope::views
