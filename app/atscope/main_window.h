// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QMainWindow>

#include "app/atscope/layouts.h"
#include "core/session/workbench.h"

class QAction;
class QLabel;
class QMenu;
class QTabWidget;

namespace atscope::views {
class BytesView;
class CommandTree;
class CommandPalette;
class Composer;
class ConnectionBar;
class FormView;
class MessageBar;
class PortHelp;
class SettingsPage;
class TerminalView;
class TimelineView;
class UrcLogView;
} // namespace atscope::views

namespace atscope {

class Languages;
class LaterDock;
class NameBar;
class SendGate;
class StatusLine;

// The window: makes the views, puts them into docks, joins them through the workbench, and remembers how it was left. What the
// views do is theirs. What is seen first is made first: a dock's view when it is shown, those that are not after the first paint,
// one a turn of the event loop. Order: constructor, restore(), show(). GUI thread; workbench and languages outlive it, and the
// languages have the workbench's installed.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(session::Workbench &workbench, Languages &languages);
    ~MainWindow() override;

    // As the user left it: places, docks, drafts, the last port (which is offered, not opened). `layout`: a name of one, which counts
    // instead of the docks as they were left; problem() says so where there is none of it.
    void restore(const QString &layout = {});
    void store(); // into the settings, and those to disk

    views::ConnectionBar &connection() { return *m_connection; }
    views::MessageBar &messages() { return *m_messages; }
    views::CommandTree &tree() { return *m_tree; }
    views::FormView &form() { return *m_form; }
    views::Composer &composer() { return *m_composer; }
    views::TimelineView &timeline(); // made now, if it was not yet
    views::UrcLogView &urcs();
    views::TerminalView *terminal() const; // of the current log; null: none
    Layouts &layouts() { return m_layouts; }

    void setLanguage(catalog::Language language);

Q_SIGNALS:
    void painted(); // for the first time: what can wait may begin
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    // main_window.cpp
    void makeTheRest();
    void sayLanguage();
    void addDocks();
    void join();
    void retranslate();
    void send(bool wait);
    void draftChanged();
    void showSendable();
    void tell(int log, const base::Message &message, bool failure);
    void addLog(int id);
    void removeLog(int id);
    void tabChanged(int index);
    void showEmptyTerminal();
    LaterDock *dock(Dock which) const { return m_docks[static_cast<std::size_t>(which)]; }

    // main_window_menus.cpp
    void addMenus();
    void retranslateMenus();
    void closeTab(int log);

    // main_window_palette.cpp
    void openPalette();
    void showAvailable(); // which actions can be done now, and why not

    QAction *action(QMenu *menu, const char *text, const QKeySequence &key, const std::function<void()> &does);
    void openFiles();
    void showAbout();

    // main_window_layouts.cpp
    void fillLayoutMenu(QMenu *menu);
    void chooseLayout(const QString &key);
    void saveLayout();
    void renameLayout(const QString &key);
    NameBar &nameBar();

    session::Workbench &m_workbench;
    Languages &m_languages;
    views::ConnectionBar *m_connection = nullptr;
    views::MessageBar *m_messages = nullptr;
    int m_toldOf = 0; // the log whose failure was told last
    std::string m_toldCode;
    QTabWidget *m_tabs = nullptr;
    views::PortHelp *m_empty = nullptr;
    views::CommandPalette *m_palette = nullptr; // made when it is first wanted
    QAction *m_identifyAction = nullptr;
    QAction *m_findBaudAction = nullptr;
    QAction *m_closeTabAction = nullptr;
    QAction *m_clearAction = nullptr;
    bool m_leaving = false; // the window closes as soon as nothing has to be put back
    views::Composer *m_composer = nullptr;
    SendGate *m_gate = nullptr;
    views::CommandTree *m_tree = nullptr;
    views::FormView *m_form = nullptr;
    StatusLine *m_status = nullptr;
    NameBar *m_nameBar = nullptr; // made when first asked
    std::vector<LaterDock *> m_docks; // in the order of Dock: Alt+1 …
    Layouts m_layouts;
    bool m_painted = false;
    std::map<int, views::TerminalView *> m_terminals; // by log
    std::vector<std::pair<QAction *, const char *>> m_actions; // with their source texts
    std::vector<std::pair<QMenu *, const char *>> m_menus;
};

} // namespace atscope
