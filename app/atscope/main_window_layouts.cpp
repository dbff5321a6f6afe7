// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QVBoxLayout>

#include "app/atscope/name_bar.h"
#include "views/kit/message_bar.h"

namespace atscope {

// Made anew whenever it opens: the user's own come and go, and titles follow the language.
void MainWindow::fillLayoutMenu(QMenu *menu)
{
    menu->clear();
    delete menu->findChild<QActionGroup *>();
    auto *group = new QActionGroup(menu);
    const auto current = m_layouts.current();
    const auto entry = [&](const QString &key, const QString &text) {
        auto *made = menu->addAction(text);
        made->setData(key);
        made->setCheckable(true);
        made->setChecked(key == current);
        group->addAction(made);
        connect(made, &QAction::triggered, this, [this, key] { chooseLayout(key); });
    };
    const QString ours[] = {tr("&Terminal"), tr("&Commission"), tr("&Diagnose"), tr("&Firmware")};
    const auto keys = Layouts::builtIn();
    for (qsizetype i = 0; i < keys.size(); ++i)
        entry(keys[i], ours[i]);
    if (const auto own = m_layouts.own(); !own.isEmpty()) {
        menu->addSeparator();
        for (const auto &key : own)
            entry(key, QString(key).replace(QLatin1Char('&'), QLatin1String("&&")));
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Save this layout as …")), &QAction::triggered, this, [this] { saveLayout(); });
    const bool isOwn = !Layouts::isBuiltIn(current);
    const auto quoted = [&](const QString &text) { return isOwn ? text.arg(QString(current).replace(QLatin1Char('&'), QLatin1String("&&"))) : QString(); };
    if (isOwn) {
        connect(menu->addAction(quoted(tr("Re&name %1 …"))), &QAction::triggered, this, [this, current] { renameLayout(current); });
        connect(menu->addAction(quoted(tr("D&elete %1"))), &QAction::triggered, this, [this, current] {
            m_layouts.remove(current);
            m_messages->tell(views::MessageBar::Kind::Notice, tr("The layout %1 is deleted. The docks stay where they are.").arg(current));
        });
    }
    connect(menu->addAction(tr("&Reset this layout")), &QAction::triggered, this, [this] { chooseLayout(m_layouts.current()); });
}

void MainWindow::chooseLayout(const QString &key)
{
    if (!m_layouts.apply(key))
        m_messages->tell(views::MessageBar::Kind::Failure,
                         tr("The layout %1 cannot be read: another version of ATscope made it. It stays as it is.").arg(m_layouts.title(key)));
}

NameBar &MainWindow::nameBar()
{
    if (!m_nameBar) {
        m_nameBar = new NameBar(centralWidget());
        static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(1, m_nameBar);
    }
    return *m_nameBar;
}

void MainWindow::saveLayout()
{
    const auto current = m_layouts.current();
    nameBar().ask(tr("&Name of the layout"), Layouts::isBuiltIn(current) ? QString() : current, [this](const QString &name) {
        const auto wrong = m_layouts.refusal(name);
        if (!wrong.isEmpty())
            return wrong;
        const auto known = m_layouts.find(name);
        const auto kept = m_layouts.save(name);
        m_messages->tell(views::MessageBar::Kind::Notice,
                         (known ? tr("The layout %1 is replaced by this one.") : tr("The layout %1 is saved. It is in View, Layouts.")).arg(kept));
        return QString();
    });
}

void MainWindow::renameLayout(const QString &key)
{
    nameBar().ask(tr("&New name of %1").arg(key), key, [this, key](const QString &name) {
        const auto wrong = m_layouts.refusal(name, key);
        if (wrong.isEmpty())
            m_layouts.rename(key, name);
        return wrong;
    });
}

} // namespace atscope
