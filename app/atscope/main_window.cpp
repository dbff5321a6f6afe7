// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/main_window.h"

#include <utility>

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QStackedLayout>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

#include "app/atscope/languages.h"
#include "app/atscope/later_dock.h"
#include "app/atscope/send_gate.h"
#include "app/atscope/status_line.h"
#include "core/catalog/messages.h"
#include "core/session/identification.h"
#include "views/bytes/bytes_view.h"
#include "views/commands/command_tree.h"
#include "views/composer/composer.h"
#include "views/connection/connection_bar.h"
#include "views/connection/port_help.h"
#include "views/form/form_view.h"
#include "views/kit/message_bar.h"
#include "views/kit/question_bar.h"
#include "views/kit/theme.h"
#include "views/settings/settings_page.h"
#include "views/terminal/send_bar.h"
#include "views/terminal/terminal_view.h"
#include "views/timeline/timeline_view.h"
#include "views/urclog/urc_log_view.h"

namespace atscope {

using session::DraftEditor;
using views::Theme;

MainWindow::MainWindow(session::Workbench &workbench, Languages &languages)
    : m_workbench(workbench), m_languages(languages), m_layouts(*this, m_docks, workbench.settings())
{
    setObjectName(QStringLiteral("atscope"));
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);

    m_connection = new views::ConnectionBar(workbench, this);
    auto *bar = addToolBar(QString());
    bar->setObjectName(QStringLiteral("connection"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(m_connection);

    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_messages = new views::MessageBar(middle);
    m_tabs = new QTabWidget(middle);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_empty = new views::PortHelp(workbench, middle);
    m_composer = new views::Composer(workbench.draft(), middle);
    column->addWidget(m_messages);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_empty, 1);
    m_gate = new SendGate(workbench, *m_composer, middle);
    column->addWidget(m_gate->bar());
    column->addWidget(m_composer);
    setCentralWidget(middle);

    m_tree = new views::CommandTree(this);
    m_form = new views::FormView(workbench.draft(), this);
    addDocks();
    m_status = new StatusLine(workbench, this);
    statusBar()->addPermanentWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    addMenus();
    join();
    sayLanguage();
    retranslate();
    showEmptyTerminal();
    resize(1366, 768);
}

MainWindow::~MainWindow()
{
    // Views let go of the logs before the workbench does.
    for (const auto &[id, terminal] : m_terminals)
        delete terminal;
}

void MainWindow::addDocks()
{
    const auto add = [this](const char *name, LaterDock::Make make) { m_docks.push_back(new LaterDock(name, std::move(make), this)); };
    add("commands", [this](QWidget *) { return m_tree; });
    add("form", [this](QWidget *) { return m_form; });
    add("timeline", [this](QWidget *parent) { return new views::TimelineView(m_workbench, parent); });
    add("urcs", [this](QWidget *parent) { return new views::UrcLogView(m_workbench, parent); });
    add("bytes", [this](QWidget *parent) { return new views::BytesView(m_workbench, parent); });
    add("settings", [this](QWidget *parent) {
        auto *page = new views::SettingsPage(m_workbench, parent);
        connect(page, &views::SettingsPage::languageWanted, this, &MainWindow::setLanguage);
        return page;
    });
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
}

views::TimelineView &MainWindow::timeline()
{
    return *static_cast<views::TimelineView *>(dock(Dock::Timeline)->content());
}

views::UrcLogView &MainWindow::urcs()
{
    return *static_cast<views::UrcLogView *>(dock(Dock::Urcs)->content());
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (std::exchange(m_painted, true))
        return;
    // Behind this paint, which goes on with the views.
    QTimer::singleShot(0, this, [this] {
        Q_EMIT painted();
        m_status->nameLanguage();
        makeTheRest();
    });
}

// A piece a turn, so that keys and clicks get through.
void MainWindow::makeTheRest()
{
    for (auto *each : m_docks) {
        if (each->hasContent())
            continue;
        each->content();
        QTimer::singleShot(0, this, &MainWindow::makeTheRest);
        return;
    }
}

void MainWindow::join()
{
    auto &draft = m_workbench.draft();
    connect(m_tree, &views::CommandTree::chosen, this, [&draft](const catalog::Command *command, const catalog::Form *form) {
        draft.choose(*command, form, DraftEditor::Tree);
    });
    connect(&draft, &session::Draft::commandChanged, this, &MainWindow::draftChanged);
    connect(m_form, &views::FormView::sendWanted, this, [this] { send(true); });
    connect(m_form, &views::FormView::copyWanted, this, [&draft] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(draft.line()));
    });
    connect(m_form, &views::FormView::noticed, this, [this](const QString &text) { m_messages->tell(views::MessageBar::Kind::Notice, text); });
    connect(m_composer, &views::Composer::sendWanted, m_gate, [this] { m_gate->want(true); });
    connect(m_composer, &views::Composer::sendNoWaitWanted, m_gate, [this] { m_gate->want(false); });
    connect(m_gate, &SendGate::granted, this, &MainWindow::send);
    connect(m_composer, &views::Composer::sendLinesWanted, this, [this](const QStringList &lines) {
        if (auto *shown = terminal())
            shown->sending().sendLines(lines);
    });
    connect(m_composer, &views::Composer::sendBytesWanted, this, [this](const QByteArray &bytes, bool atOnce) {
        m_workbench.sendBytes(bytes.toStdString(), atOnce);
    });
    connect(m_composer, &views::Composer::sendFileWanted, this, [this](const QString &path) {
        if (auto *shown = terminal())
            shown->sending().sendFile(path);
    });
    connect(m_composer, &views::Composer::repeatWanted, this, [this] {
        if (auto *shown = terminal())
            shown->sending().repeatDraft();
    });
    connect(m_composer, &views::Composer::breakWanted, this, [this](int ms) {
        if (const auto *log = m_workbench.current(); log && log->live)
            log->live->sendBreak(ms);
    });
    connect(&m_workbench, &session::Workbench::stateChanged, this, &MainWindow::showSendable);
    connect(m_connection, &views::ConnectionBar::sendableChanged, this, &MainWindow::showSendable);
    connect(m_connection, &views::ConnectionBar::opened, this, [this] {
        // What was wrong with a port is over; a complaint about a file is not.
        for (const std::string_view about : {"port-", "tcp-", "usb-", "line-", "pty-", "virtual-"})
            if (m_toldCode.starts_with(about))
                m_messages->withdraw();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::tabChanged);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, [this](int index) {
        if (const auto *terminal = qobject_cast<views::TerminalView *>(m_tabs->widget(index)))
            closeTab(terminal->log());
    });
    connect(m_empty, &views::PortHelp::openWanted, this, &MainWindow::openFiles);
    connect(m_empty, &views::PortHelp::connectWanted, this, [this](const QString &port) {
        m_connection->choose(port, m_connection->line(), {});
        m_connection->connectNow();
    });
    connect(&m_workbench, &session::Workbench::stateChanged, this, [this](int id) {
        if (const auto *log = m_workbench.log(id); log && id == m_toldOf && log->state == transport::ChannelState::Open)
            m_messages->withdraw(); // what was wrong with the port is over
        if (const auto it = m_terminals.find(id); it != m_terminals.end())
            it->second->setEmptyText(m_connection->emptyText(*m_workbench.log(id)));
    });
    // What waited for a module that takes its settings back.
    const auto left = [this] {
        if (m_leaving && !m_workbench.identification().mustPutBack())
            QTimer::singleShot(0, this, &QWidget::close);
    };
    connect(&m_workbench.identification(), &session::Identification::changed, this, left);
    connect(&m_workbench, &session::Workbench::logRemoved, this, left, Qt::QueuedConnection);
    connect(&m_workbench, &session::Workbench::problem, this, &MainWindow::tell);
    connect(&m_workbench, &session::Workbench::logAdded, this, &MainWindow::addLog);
    connect(&m_workbench, &session::Workbench::logRemoved, this, &MainWindow::removeLog);
    connect(&m_workbench, &session::Workbench::currentChanged, this, [this] {
        if (auto *shown = terminal())
            m_tabs->setCurrentWidget(shown);
        m_tree->setDialect(m_workbench.dialect());
        showSendable();
    });
    connect(&m_workbench, &session::Workbench::dialectChanged, this, [this](int id) {
        if (m_workbench.current() && m_workbench.current()->id == id)
            m_tree->setDialect(m_workbench.dialect());
    });
    connect(&m_workbench, &session::Workbench::grew, this, [this](int id) {
        if (const auto it = m_terminals.find(id); it != m_terminals.end())
            it->second->grew();
    });
    connect(m_status, &StatusLine::languageWanted, this, [this] {
        setLanguage(m_workbench.chinese() ? catalog::Language::English : catalog::Language::Chinese);
    });
    connect(m_status, &StatusLine::themeWanted, this, [] {
        Theme::instance().setTheme(Theme::instance().dark() ? Theme::Kind::Light : Theme::Kind::Dark);
    });
    connect(&m_workbench, &session::Workbench::catalogReady, this, [this] { m_tree->setDialect(m_workbench.dialect()); });
    if (m_workbench.hasCatalog())
        m_tree->setDialect(m_workbench.dialect());
}

void MainWindow::setLanguage(catalog::Language language)
{
    m_workbench.setLanguage(language);
    m_languages.use(language);
    sayLanguage();
    retranslate();
}

// To the views that do not ask the workbench.
void MainWindow::sayLanguage()
{
    const auto language = m_workbench.language();
    m_tree->setLanguage(language);
    m_form->setLanguage(language);
    m_composer->setLanguage(language);
}

void MainWindow::retranslate()
{
    setWindowTitle(QStringLiteral("ATscope"));
    static const char *const titles[] = {QT_TR_NOOP("Commands"), QT_TR_NOOP("Form"), QT_TR_NOOP("Timeline"), QT_TR_NOOP("URC log"), QT_TR_NOOP("Bytes"), QT_TR_NOOP("Settings")};
    for (std::size_t i = 0; i < m_docks.size(); ++i) {
        m_docks[i]->setWindowTitle(tr(titles[i]));
        m_docks[i]->toggleViewAction()->setProperty("source", QString::fromLatin1(titles[i]));
    }
    for (const auto &[id, terminal] : m_terminals)
        terminal->setEmptyText(m_connection->emptyText(*m_workbench.log(id)));
    retranslateMenus();
    showSendable();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

views::TerminalView *MainWindow::terminal() const
{
    const auto *log = m_workbench.current();
    const auto it = log ? m_terminals.find(log->id) : m_terminals.end();
    return it == m_terminals.end() ? nullptr : it->second;
}

void MainWindow::send(bool wait)
{
    auto &draft = m_workbench.draft();
    const auto line = draft.line();
    if (line.empty())
        return;
    if (m_workbench.send(line, wait) == 0) {
        m_messages->tell(views::MessageBar::Kind::Notice, m_connection->notSendable());
        return;
    }
    m_composer->addHistory(QString::fromStdString(line));
    if (const auto *command = draft.command())
        m_tree->noteUsed(QString::fromStdString(command->name));
    draft.endStep();
}

void MainWindow::draftChanged()
{
    const auto *command = m_workbench.draft().command();
    m_tree->setCurrent(command ? command->command.item : nullptr, command ? command->form : nullptr);
}

void MainWindow::showSendable()
{
    const auto reason = m_connection->notSendable();
    m_composer->setSendable(reason.isEmpty(), reason);
    m_form->setSendable(reason.isEmpty(), reason);
    using Break = views::Composer::Break;
    const auto *log = m_workbench.current();
    const bool open = log && log->live && log->state == transport::ChannelState::Open;
    m_composer->setBreak(!open ? Break::NotOpen : log->lines.canBreak ? Break::Possible : Break::NoSerialPort);
    showAvailable();
}

void MainWindow::tell(int log, const base::Message &message, bool failure)
{
    if (const auto it = m_terminals.find(log); it != m_terminals.end())
        it->second->setEmptyText(m_connection->emptyText(*m_workbench.log(log)));
    m_toldOf = failure ? log : 0;
    m_toldCode = message.code;
    m_messages->tell(failure ? views::MessageBar::Kind::Failure : views::MessageBar::Kind::Notice,
                     [this, message] { return QString::fromStdString(catalog::Messages::render(message, m_workbench.language())); });
}

void MainWindow::addLog(int id)
{
    auto *terminal = new views::TerminalView(m_workbench, id, m_tabs);
    terminal->setEmptyText(m_connection->emptyText(*m_workbench.log(id)));
    connect(terminal, &views::TerminalView::lineSent, m_composer, &views::Composer::addHistory);
    connect(terminal, &views::TerminalView::noticed, this, [this](const QString &words) { m_messages->tell(views::MessageBar::Kind::Notice, words); });
    m_terminals[id] = terminal;
    const int index = m_tabs->addTab(terminal, QString::fromStdString(m_workbench.log(id)->title()));
    m_tabs->setCurrentIndex(index);
    showEmptyTerminal();
}

void MainWindow::removeLog(int id)
{
    const auto it = m_terminals.find(id);
    if (it == m_terminals.end())
        return;
    auto *terminal = it->second;
    m_terminals.erase(it);
    m_tabs->removeTab(m_tabs->indexOf(terminal));
    delete terminal;
    showEmptyTerminal();
}

void MainWindow::tabChanged(int index)
{
    if (const auto *terminal = qobject_cast<views::TerminalView *>(m_tabs->widget(index)); terminal && m_workbench.log(terminal->log()))
        m_workbench.setCurrent(terminal->log());
}

void MainWindow::showEmptyTerminal()
{
    m_tabs->setVisible(!m_terminals.empty());
    m_empty->setVisible(m_terminals.empty());
}

void MainWindow::restore(const QString &layout)
{
    auto &settings = m_workbench.settings();
    const auto bytes = [&settings](const char *key) { return QByteArray::fromBase64(settings.value(QLatin1String(key)).toString().toLatin1()); };
    const auto list = [&settings](const char *key) {
        QStringList out;
        for (const auto value : settings.value(QLatin1String(key)).toArray())
            out << value.toString();
        return out;
    };
    restoreGeometry(bytes("geometry"));
    const auto chosen = layout.isEmpty() ? std::nullopt : m_layouts.find(layout);
    if (!chosen || !m_layouts.apply(*chosen))
        m_layouts.restore(bytes("docks"));
    if (!layout.isEmpty() && !chosen) {
        const auto known = (Layouts::builtIn() + m_layouts.own()).join(QStringLiteral(", "));
        Q_EMIT m_workbench.problem(0, base::Message("layout-unknown", {{"name", layout.toStdString()}, {"known", known.toStdString()}}), false);
    } else if (chosen && m_layouts.current() != *chosen) {
        chooseLayout(*chosen); // says why not
    }
    m_tree->setFavourites(list("favourites"));
    m_tree->setRecent(list("recent"));
    m_composer->setHistory(list("history"));
    std::map<std::string, std::string> drafts;
    const auto kept = settings.value(QStringLiteral("drafts")).toObject();
    for (auto it = kept.begin(); it != kept.end(); ++it)
        drafts[it.key().toStdString()] = it.value().toString().toStdString();
    m_workbench.draft().restore(std::move(drafts), settings.value(QStringLiteral("draft")).toString().toStdString());
    const auto port = settings.value(QStringLiteral("port")).toObject();
    transport::LineOptions line;
    for (const auto &option : transport::LineOptions::all())
        if (const auto value = port.value(QLatin1String(option.name.data(), static_cast<qsizetype>(option.name.size()))); value.isString())
            line.set(option.name, value.toString().toStdString());
    if (!port.isEmpty())
        m_connection->choose(port.value(QStringLiteral("port")).toString(), line, port.value(QStringLiteral("module")).toString());
    // A key that is typed now is one of a command.
    m_composer->setFocus();
}

void MainWindow::store()
{
    auto &settings = m_workbench.settings();
    const auto put = [&settings](const char *key, const QJsonValue &value) { settings.set(QLatin1String(key), value); };
    put("geometry", QString::fromLatin1(saveGeometry().toBase64()));
    put("docks", QString::fromLatin1(saveState().toBase64()));
    put("favourites", QJsonArray::fromStringList(m_tree->favourites()));
    put("recent", QJsonArray::fromStringList(m_tree->recent()));
    put("history", QJsonArray::fromStringList(m_composer->history()));
    QJsonObject drafts;
    for (const auto &[key, line] : m_workbench.draft().drafts())
        drafts.insert(QString::fromStdString(key), QString::fromStdString(line));
    put("drafts", drafts);
    put("draft", QString::fromStdString(m_workbench.draft().line()));
    const auto line = m_connection->line();
    put("port", QJsonObject{{QStringLiteral("port"), m_connection->chosenPort()}, {QStringLiteral("baud"), QString::number(line.baud)},
                            {QStringLiteral("module"), m_connection->chosenModule()}});
    put("language", m_workbench.chinese() ? QStringLiteral("zh_CN") : QStringLiteral("en"));
    put("theme", Theme::instance().dark() ? QStringLiteral("dark") : QStringLiteral("light"));
    put("text_scale", Theme::instance().textScale());
    if (const auto wrong = settings.save())
        tell(0, *wrong, true);
}

void MainWindow::closeTab(int log)
{
    m_workbench.identification().close(log, true);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    store();
    // What was changed in a module goes back first; whoever does not want to wait closes again.
    if (!std::exchange(m_leaving, true) && m_workbench.identification().mustPutBack()) {
        for (const auto &log : m_workbench.logs())
            m_workbench.identification().close(log->id);
        if (m_workbench.identification().mustPutBack()) {
            event->ignore();
            return;
        }
    }
    QMainWindow::closeEvent(event);
    if (event->isAccepted())
        Q_EMIT closed();
}

} // namespace atscope
