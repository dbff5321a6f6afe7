// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/main_window.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>

#include "core/catalog/messages.h"
#include "app/atscope/later_dock.h"
#include "core/session/version.h"
#include "core/transport/ports.h"
#include "views/commands/command_tree.h"
#include "views/composer/composer.h"
#include "views/connection/connection_bar.h"
#include "views/kit/message_bar.h"
#include "views/kit/theme.h"
#include "views/terminal/terminal_view.h"

namespace atscope {

using views::Theme;

QAction *MainWindow::action(QMenu *menu, const char *text, const QKeySequence &key, const std::function<void()> &does)
{
    auto *made = menu->addAction(QString());
    made->setShortcut(key);
    connect(made, &QAction::triggered, this, does);
    made->setProperty("source", QString::fromLatin1(text)); // for the palette
    m_actions.emplace_back(made, text);
    return made;
}

void MainWindow::addMenus()
{
    const auto menu = [this](const char *text) {
        auto *made = menuBar()->addMenu(QString());
        m_menus.emplace_back(made, text);
        return made;
    };
    auto *file = menu(QT_TR_NOOP("&File"));
    action(file, QT_TR_NOOP("&Open a recording or log …"), QKeySequence::Open, [this] { openFiles(); });
    m_closeTabAction = action(file, QT_TR_NOOP("&Close this tab"), QKeySequence::Close, [this] {
        if (const auto *log = m_workbench.current())
            closeTab(log->id);
    });
    file->addSeparator();
    action(file, QT_TR_NOOP("&Quit"), QKeySequence::Quit, [this] { close(); });

    auto *port = menu(QT_TR_NOOP("&Connection"));
    action(port, QT_TR_NOOP("&Connect or disconnect"), QKeySequence(Qt::Key_F5), [this] { m_connection->connectNow(); });
    action(port, QT_TR_NOOP("Choose a &port"), QKeySequence(Qt::CTRL | Qt::Key_P), [this] { m_connection->focusPort(); });
    m_identifyAction = action(port, QT_TR_NOOP("&Identify the module"), QKeySequence(Qt::CTRL | Qt::Key_I), [this] { m_connection->identify(); });
    m_findBaudAction = action(port, QT_TR_NOOP("&Find the baud rate"), {}, [this] { m_connection->findBaud(); });
    port->addSeparator();
    port->addActions(m_composer->sendActions());

    auto *view = menu(QT_TR_NOOP("&View"));
    action(view, QT_TR_NOOP("&Composer"), QKeySequence(Qt::CTRL | Qt::Key_L), [this] { m_composer->focusEditor(); });
    action(view, QT_TR_NOOP("Command &palette"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    action(view, QT_TR_NOOP("&Find a command"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), [this] {
        dock(Dock::Commands)->bringUp();
        m_tree->focusFilter();
    });
    m_clearAction = action(view, QT_TR_NOOP("C&lear the terminal"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] {
        if (auto *shown = terminal())
            shown->clear();
    });
    view->addSeparator();
    for (std::size_t i = 0; i < m_docks.size(); ++i) {
        auto *dock = m_docks[i];
        view->addAction(dock->toggleViewAction());
        auto *jump = new QAction(this);
        jump->setShortcut(QKeySequence(static_cast<int>(Qt::ALT) | (Qt::Key_1 + static_cast<int>(i))));
        connect(jump, &QAction::triggered, this, [dock] {
            dock->bringUp();
            dock->content()->setFocus(Qt::ShortcutFocusReason);
        });
        addAction(jump);
    }
    auto *layouts = view->addMenu(QString());
    m_menus.emplace_back(layouts, QT_TR_NOOP("L&ayouts"));
    connect(layouts, &QMenu::aboutToShow, this, [this, layouts] { fillLayoutMenu(layouts); });
    view->addSeparator();
    action(view, QT_TR_NOOP("Larger text"), QKeySequence::ZoomIn, [] { Theme::instance().setTextScale(Theme::instance().textScale() + 0.1); });
    action(view, QT_TR_NOOP("Smaller text"), QKeySequence::ZoomOut, [] { Theme::instance().setTextScale(Theme::instance().textScale() - 0.1); });
    action(view, QT_TR_NOOP("Switch light and dark"), {}, [] {
        Theme::instance().setTheme(Theme::instance().dark() ? Theme::Kind::Light : Theme::Kind::Dark);
    });
    action(view, QT_TR_NOOP("Switch the language"), {}, [this] {
        setLanguage(m_workbench.chinese() ? catalog::Language::English : catalog::Language::Chinese);
    });

    auto *help = menu(QT_TR_NOOP("&Help"));
    action(help, QT_TR_NOOP("&About ATscope"), {}, [this] { showAbout(); });
}

void MainWindow::retranslateMenus()
{
    for (const auto &[made, text] : m_actions)
        made->setText(tr(text));
    for (const auto &[made, text] : m_menus)
        made->setTitle(tr(text));
}

void MainWindow::openFiles()
{
    auto *dialog = new QFileDialog(this, tr("Open a recording or log"), QString::fromStdString(m_workbench.folders().recordings()),
                                   tr("Recordings (*.pcapng);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const auto &file : files)
            m_workbench.openFile(file.toStdString());
    });
    dialog->open();
}

void MainWindow::showAbout()
{
    auto text = tr("ATscope %1: terminal and diagnostics for modules that speak AT commands. GPL-3.0-or-later.").arg(QString::fromLatin1(session::Version));
    if (!transport::leftOut().empty()) {
        text += QLatin1Char('\n') + tr("This build leaves out:");
        for (const auto &message : transport::leftOut())
            text += QStringLiteral("\n· ") + QString::fromStdString(catalog::Messages::render(message, m_workbench.language()));
    }
    m_messages->tell(views::MessageBar::Kind::Notice, text);
}

} // namespace atscope
