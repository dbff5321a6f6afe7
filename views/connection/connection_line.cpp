// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The line settings of the connection bar, and the search for the baud rate.
#include "views/connection/connection_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QMenu>
#include <QToolButton>

#include "views/connection/baud_finder.h"

namespace atscope::views {

void ConnectionBar::findBaud()
{
    if (isBusy())
        return;
    const auto address = transport::PortAddress::parse(chosenPort().toStdString());
    if (!address) {
        Q_EMIT m_workbench.problem(0, address.error().message, true);
        return;
    }
    m_finder->start(*address, m_line);
}

void ConnectionBar::baudFound(int baud, const QString &module)
{
    if (baud != 0)
        m_baud->setCurrentText(QString::number(baud)); // the line follows
    if (const int at = m_module->findData(module); at > 0)
        m_module->setCurrentIndex(at);
}

void ConnectionBar::chooseLine()
{
    auto *menu = m_lineMore->menu();
    menu->clear();
    auto *find = menu->addAction(isBusy() ? tr("Find the baud rate (disconnect first)") : tr("Find the baud rate"));
    find->setEnabled(!isBusy());
    connect(find, &QAction::triggered, this, &ConnectionBar::findBaud);
    menu->addSeparator();
    const auto group = [&](const QString &title, const char *option, const std::vector<std::pair<const char *, QString>> &values, const std::string &now) {
        auto *sub = menu->addMenu(title);
        auto *actions = new QActionGroup(sub);
        for (const auto &[value, label] : values) {
            auto *action = sub->addAction(label);
            action->setCheckable(true);
            action->setChecked(now == value);
            actions->addAction(action);
            connect(action, &QAction::triggered, this, [this, option = std::string(option), value = std::string(value)] {
                auto line = m_line;
                auto wrong = value == "profile" ? std::optional<base::Message>() : line.set(option, value);
                if (value == "profile")
                    line.ending.reset();
                if (!wrong)
                    wrong = line.check();
                if (wrong) {
                    Q_EMIT m_workbench.problem(0, *wrong, true);
                    return;
                }
                m_line = line;
                if (isOpen())
                    m_workbench.current()->live->setLine(m_line);
                showState();
            });
        }
    };
    using namespace transport;
    static const char *const parities[] = {"none", "even", "odd", "mark", "space"};
    static const char *const stops[] = {"1", "1.5", "2"};
    static const char *const flows[] = {"none", "rtscts", "xonxoff"};
    static const char *const endings[] = {"cr", "lf", "crlf"};
    group(tr("Data bits"), "data", {{"5", QStringLiteral("5")}, {"6", QStringLiteral("6")}, {"7", QStringLiteral("7")}, {"8", QStringLiteral("8")}}, std::to_string(m_line.dataBits));
    group(tr("Parity"), "parity", {{"none", tr("None")}, {"even", tr("Even")}, {"odd", tr("Odd")}, {"mark", tr("Mark")}, {"space", tr("Space")}}, parities[static_cast<int>(m_line.parity)]);
    group(tr("Stop bits"), "stop", {{"1", QStringLiteral("1")}, {"1.5", QStringLiteral("1.5")}, {"2", QStringLiteral("2")}}, stops[static_cast<int>(m_line.stopBits)]);
    group(tr("Flow control"), "flow", {{"none", tr("None")}, {"rtscts", QStringLiteral("RTS/CTS")}, {"xonxoff", QStringLiteral("XON/XOFF")}}, flows[static_cast<int>(m_line.flow)]);
    group(tr("Line end"), "ending", {{"profile", tr("The module's")}, {"cr", QStringLiteral("CR")}, {"lf", QStringLiteral("LF")}, {"crlf", QStringLiteral("CR LF")}}, m_line.ending ? endings[static_cast<int>(*m_line.ending)] : "profile");
}

} // namespace atscope::views
