// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette is filled with, and which actions can be done now.
#include "app/atscope/main_window.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>
#include <QMenuBar>

#include "app/atscope/languages.h"
#include "views/composer/composer.h"
#include "views/connection/connection_bar.h"
#include "views/palette/command_palette.h"

namespace atscope {

namespace {

constexpr const char *Context = "atscope::MainWindow";
const auto RecentKey = QStringLiteral("palette_recent");

void collect(const QMenu &menu, const QString &path, bool chinese, Languages &languages, std::vector<views::PaletteAction> &to)
{
    for (auto *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (const auto *below = action->menu()) {
            collect(*below, path + QStringLiteral(" › ") + views::withoutMnemonic(below->title()), chinese, languages, to);
            continue;
        }
        const auto source = action->property("source").toString();
        views::PaletteAction entry;
        entry.action = action;
        entry.id = QStringLiteral("action:") + (source.isEmpty() ? action->text() : source);
        entry.menu = path;
        if (!source.isEmpty())
            entry.otherWords = chinese ? source : languages.chinese(Context, source.toUtf8().constData());
        entry.reason = action->property("reason").toString();
        to.push_back(std::move(entry));
    }
}

} // namespace

void MainWindow::openPalette()
{
    if (!m_palette) {
        m_palette = new views::CommandPalette(this);
        QStringList recent;
        for (const auto value : m_workbench.settings().value(RecentKey).toArray())
            recent << value.toString();
        m_palette->model().setRecent(recent);
        connect(m_palette, &views::CommandPalette::recentChanged, this, [this] {
            m_workbench.settings().set(RecentKey, QJsonArray::fromStringList(m_palette->model().recent()));
        });
        connect(m_palette, &views::CommandPalette::commandChosen, this, [this](const catalog::Command *command) {
            m_workbench.draft().choose(*command, nullptr, session::DraftEditor::Tree);
            m_composer->focusEditor();
        });
    }
    std::vector<views::PaletteAction> actions;
    for (const auto *top : menuBar()->actions())
        if (top->menu())
            collect(*top->menu(), views::withoutMnemonic(top->text()), m_workbench.chinese(), m_languages, actions);
    m_palette->model().fill(m_workbench.dialect(), actions, m_workbench.language());
    m_palette->open();
}

void MainWindow::showAvailable()
{
    const auto allow = [](QAction *action, const QString &reason) {
        action->setEnabled(reason.isEmpty());
        action->setProperty("reason", reason);
    };
    const auto unsendable = m_connection->notSendable();
    const auto noLog = m_workbench.current() ? QString() : tr("No port and no recording is open.");
    allow(m_identifyAction, unsendable);
    allow(m_findBaudAction, m_connection->isBusy() ? tr("The port is open. Disconnect first (F5).") : QString());
    allow(m_closeTabAction, noLog);
    allow(m_clearAction, noLog);
}

} // namespace atscope
