// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/terminal_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/kit/event_text.h"
#include "views/terminal/send_bar.h"

namespace atscope::views {

TerminalView::TerminalView(session::Workbench &workbench, int log, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_log(log)
{
    build();
    retranslate();
    m_rows.setLanguage(workbench.language());
    if (const auto *own = workbench.log(log))
        m_rows.setStore(&own->store());
    m_lines->setSource(&m_rows);
    connect(m_lines, &LogView::currentChanged, this, [this](quint64 id, bool byUser) {
        if (byUser && m_workbench.current() && m_workbench.current()->id == m_log)
            m_workbench.selection().select(id == TerminalRows::TailId ? 0 : id);
    });
    connect(m_lines, &LogView::contextMenuWanted, this, &TerminalView::showMenu);
    connect(m_lines, &LogView::followChanged, m_follow, &QToolButton::setChecked);
    connect(m_lines, &LogView::keyTyped, this, [this](const QByteArray &bytes) {
        if (const auto *own = m_workbench.log(m_log); own && own->live)
            own->live->type(bytes.toStdString());
    });
    connect(&m_workbench.selection(), &session::Selection::changed, this, &TerminalView::selectFromWorkbench);
    connect(&m_workbench, &session::Workbench::languageChanged, this, [this] {
        m_rows.setLanguage(m_workbench.language());
        m_lines->sourceChanged();
    });
}

TerminalView::~TerminalView()
{
    m_lines->setSource(nullptr);
}

void TerminalView::build()
{
    const auto button = [this](bool checkable) {
        auto *made = new QToolButton(this);
        made->setCheckable(checkable);
        made->setAutoRaise(true);
        made->setToolButtonStyle(Qt::ToolButtonTextOnly);
        return made;
    };
    m_mode = new QComboBox(this);
    m_charset = new QComboBox(this);
    m_charset->addItem(QStringLiteral("UTF-8"));
    m_charset->addItem(QStringLiteral("GB18030"));
    m_echo = button(true);
    m_echo->setChecked(true);
    m_follow = button(true);
    m_follow->setChecked(true);
    m_pause = button(true);
    m_keys = button(true);
    m_clear = button(false);
    m_lines = new LogView(this);
    m_sending = new SendBar(m_workbench, m_log, this);
    connect(m_sending, &SendBar::lineSent, this, &TerminalView::lineSent);
    connect(m_sending, &SendBar::refused, this, &TerminalView::noticed);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(4, 2, 4, 2);
    bar->setSpacing(4);
    bar->addWidget(m_mode);
    bar->addWidget(m_charset);
    bar->addWidget(m_echo);
    bar->addWidget(m_keys);
    bar->addStretch();
    bar->addWidget(m_follow);
    bar->addWidget(m_pause);
    bar->addWidget(m_clear);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(bar);
    all->addWidget(m_lines, 1);
    all->addWidget(m_sending);
    setFocusProxy(m_lines);

    connect(m_mode, &QComboBox::currentIndexChanged, this, [this](int index) { setMode(static_cast<TerminalMode>(index)); });
    connect(m_charset, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_rows.setCharset(index == 1 ? wire::Charset::Gb18030 : wire::Charset::Utf8);
        m_lines->sourceChanged();
    });
    connect(m_echo, &QToolButton::toggled, this, [this](bool on) {
        m_rows.setEchoShown(on);
        m_lines->sourceChanged();
    });
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) { m_lines->setFollow(on); });
    connect(m_pause, &QToolButton::toggled, this, [this](bool on) { m_lines->pause(on); });
    connect(m_keys, &QToolButton::toggled, this, [this](bool on) {
        m_lines->setKeyInput(on);
        if (on)
            m_lines->setFocus();
    });
    connect(m_clear, &QToolButton::clicked, this, &TerminalView::clear);
}

void TerminalView::retranslate()
{
    const QSignalBlocker quiet(m_mode);
    const int mode = std::max(0, m_mode->currentIndex());
    m_mode->clear();
    m_mode->addItems({tr("Decoded"), tr("Raw"), tr("Hex")});
    m_mode->setCurrentIndex(mode);
    m_mode->setAccessibleName(tr("Display"));
    m_mode->setToolTip(tr("How lines are shown; the recording is the same"));
    m_charset->setAccessibleName(tr("Encoding"));
    m_charset->setToolTip(tr("Encoding of the text, also of what is already shown"));
    m_echo->setText(tr("Echo"));
    m_echo->setToolTip(tr("Show the module's echo of what was sent"));
    m_keys->setText(tr("Key mode"));
    m_keys->setToolTip(tr("Every key goes out as it is typed, for boot loaders and prompts; Shift+Tab leaves"));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest line in sight; lets go when you scroll up"));
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("The picture stands still; nothing is lost"));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Empty this view; the recording keeps everything"));
    m_lines->setAccessibleName(tr("Terminal"));
}

void TerminalView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TerminalView::setEmptyText(const QString &text)
{
    m_rows.setEmptyText(text);
    if (m_rows.rows() == 0)
        m_lines->sourceChanged();
}

void TerminalView::grew()
{
    const bool all = m_rows.extend();
    m_rows.noteTail();
    m_lines->sourceGrew();
    if (!all)
        QTimer::singleShot(0, this, &TerminalView::grew);
}

void TerminalView::clear()
{
    if (m_rows.store() == nullptr)
        return;
    m_rows.hideUpTo(m_rows.store()->count());
    m_lines->sourceChanged();
}

void TerminalView::setMode(TerminalMode mode)
{
    m_rows.setMode(mode);
    m_lines->sourceChanged();
}

void TerminalView::selectFromWorkbench()
{
    const auto *current = m_workbench.current();
    const auto id = m_workbench.selection().event();
    if (current && current->id == m_log && id != 0)
        m_lines->setCurrent(id);
}

void TerminalView::copyAs(bool hex, bool stamps)
{
    QStringList out;
    const auto ids = m_lines->selectedIds();
    for (const auto id : ids) {
        engine::Event event;
        if (id == TerminalRows::TailId || m_rows.store() == nullptr || !m_rows.store()->event(id, event))
            continue;
        const auto bytes = m_rows.store()->bytes(event);
        QString line = hex ? hexText(bytes, SIZE_MAX) : textCell(bytes, m_rows.charset(), Tone::Plain).text;
        if (stamps)
            line = dateText(event.stamp) + (event.direction == base::Direction::Tx ? QStringLiteral(" → ") : QStringLiteral(" ← ")) + line;
        out << line;
    }
    QApplication::clipboard()->setText(out.join(QLatin1Char('\n')));
    Q_EMIT copied(out.size());
}

void TerminalView::showMenu(const QPoint &at, quint64 id)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy text"), this, [this] { copyAs(false, false); });
    menu->addAction(tr("Copy with time stamps"), this, [this] { copyAs(false, true); });
    menu->addAction(tr("Copy as hexadecimal"), this, [this] { copyAs(true, false); });
    engine::Event event;
    if (id != 0 && id != TerminalRows::TailId && m_rows.store() && m_rows.store()->event(id, event) && engine::isCommand(event.kind, event.flags)) {
        menu->addSeparator();
        menu->addAction(tr("Put into the composer"), this, [this, event] {
            m_workbench.draft().setLine(m_rows.store()->bytes(event), session::DraftEditor::History);
        });
    }
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, [this] { m_lines->selectAll(); });
    menu->addAction(tr("Clear the view"), this, &TerminalView::clear);
    menu->popup(at);
}

} // namespace atscope::views
