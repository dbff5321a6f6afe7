// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/event_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/kit/object_strip.h"

namespace atscope::views {

EventList::EventList(session::Workbench &workbench, std::unique_ptr<EventRows> rows, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_rows(std::move(rows)), m_lines(new LogView(this)), m_bar(new QHBoxLayout),
      m_reveal(new QToolButton(this)), m_strip(new ObjectStrip(workbench, this))
{
    m_bar->setContentsMargins(4, 2, 4, 2);
    m_bar->setSpacing(4);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(m_bar);
    all->addWidget(m_lines, 1);
    all->addWidget(m_strip);
    m_bar->addStretch();
    m_bar->addWidget(m_reveal);
    m_reveal->setCheckable(true);
    m_reveal->setAutoRaise(true);
    connect(m_reveal, &QToolButton::toggled, this, [this](bool on) {
        m_rows->setMasked(!on);
        m_strip->setRevealed(on);
        m_lines->sourceChanged();
    });
    retranslate();
    setFocusProxy(m_lines);
    m_rows->setLanguage(workbench.language());
    m_lines->setSource(m_rows.get());
    takeCurrent();
    connect(&workbench, &session::Workbench::currentChanged, this, &EventList::takeCurrent);
    connect(&workbench, &session::Workbench::logRemoved, this, [this](int id) {
        if (id != m_log)
            return;
        m_log = 0;
        m_rows->setStore(nullptr);
        m_lines->sourceChanged();
        logChanged();
    });
    connect(&workbench, &session::Workbench::grew, this, [this](int id) {
        if (id == m_log)
            grow();
    });
    connect(&workbench, &session::Workbench::languageChanged, this, [this] {
        m_rows->setLanguage(m_workbench.language());
        m_lines->sourceChanged();
    });
    connect(m_lines, &LogView::currentChanged, this, [this](quint64 id, bool byUser) {
        if (byUser)
            m_workbench.selection().select(id);
    });
    connect(&workbench.selection(), &session::Selection::changed, this, [this] {
        if (const auto id = m_workbench.selection().event(); id != 0 && m_rows->rowOf(id) >= 0)
            m_lines->setCurrent(id);
    });
}

EventList::~EventList()
{
    m_lines->setSource(nullptr);
}

void EventList::addBelow(QWidget *widget)
{
    auto *all = static_cast<QVBoxLayout *>(layout());
    all->insertWidget(all->indexOf(m_strip), widget);
}

void EventList::retranslate()
{
    m_reveal->setText(tr("Show secrets"));
    m_reveal->setToolTip(tr("Keys and passwords are masked here until you want to see them"));
}

void EventList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void EventList::takeCurrent()
{
    const auto *log = m_workbench.current();
    m_log = log ? log->id : 0;
    m_rows->setStore(log ? &log->store() : nullptr);
    m_lines->sourceChanged();
    logChanged();
    if (log)
        grow();
}

void EventList::grow()
{
    const bool all = m_rows->extend();
    m_lines->sourceGrew();
    logGrew();
    if (!all)
        QTimer::singleShot(0, this, &EventList::grow);
}

} // namespace atscope::views
