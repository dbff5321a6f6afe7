// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/connection/identify_button.h"

#include <QMenu>

#include "core/session/identification.h"
#include "core/session/workbench.h"

namespace atscope::views {

IdentifyButton::IdentifyButton(session::Workbench &workbench, std::function<std::string()> device, QWidget *parent)
    : QToolButton(parent), m_workbench(workbench), m_device(std::move(device))
{
    setPopupMode(QToolButton::MenuButtonPopup);
    setMenu(new QMenu(this));
    setFocusPolicy(Qt::StrongFocus);
    connect(menu(), &QMenu::aboutToShow, this, &IdentifyButton::fillMenu);
    connect(this, &QToolButton::clicked, this, [this] {
        const auto *log = m_workbench.current();
        if (log && log->live && log->state == transport::ChannelState::Open)
            m_workbench.identification().identify(log->id);
        else
            showMenu(); // there is nobody to ask, but something to choose
    });
    const auto follow = [this](int id) {
        if (m_workbench.current() && m_workbench.current()->id == id)
            refresh();
    };
    connect(&workbench.identification(), &session::Identification::changed, this, follow);
    connect(&workbench, &session::Workbench::outcome, this, [follow](int id) { follow(id); });
    refresh();
}

QString IdentifyButton::changedText() const
{
    QStringList out;
    if (const auto *log = m_workbench.current())
        for (const auto &change : m_workbench.identification().changes(log->id))
            out << tr("%1: %2 → %3").arg(QString::fromStdString(change.title.in(m_workbench.chinese())), QString::fromStdString(change.before), QString::fromStdString(change.now));
    return out.join(QStringLiteral(", "));
}

void IdentifyButton::refresh()
{
    const auto *log = m_workbench.current();
    const bool busy = log && m_workbench.identification().running(log->id);
    const auto changed = changedText();
    setText((busy ? tr("Identifying …") : tr("Identify")) + (changed.isEmpty() ? QString() : QStringLiteral(" · ") + tr("%1 changed").arg(changed.count(QStringLiteral(", ")) + 1)));
    QString tip = tr("Ask the module who it is: manufacturer, model, firmware, IMEI, SIM card. Its error codes are switched on, after their old value was read.");
    if (!changed.isEmpty())
        tip += QLatin1Char('\n') + tr("Changed in the module: %1. The menu puts it back.").arg(changed);
    setToolTip(tip);
    setAccessibleName(changed.isEmpty() ? tr("Identify") : tr("Identify. Changed in the module: %1").arg(changed));
}

void IdentifyButton::fillMenu()
{
    auto *menu = this->menu();
    menu->clear();
    menu->setToolTipsVisible(true);
    auto &identification = m_workbench.identification();
    const auto device = m_device();
    auto *opening = menu->addAction(device.empty() ? tr("When this port opens") : tr("When this port opens (%1)").arg(QString::fromStdString(device)));
    opening->setToolTip(tr("Remembered for this device, whatever socket it is plugged into"));
    opening->setCheckable(true);
    opening->setEnabled(!device.empty());
    opening->setChecked(!device.empty() && identification.wantedAtOpening(device));
    connect(opening, &QAction::triggered, this, [this, device](bool on) { m_workbench.identification().setWantedAtOpening(device, on); });
    menu->addSeparator();
    const auto *log = m_workbench.current();
    const auto changed = changedText();
    auto *what = menu->addAction(changed.isEmpty() ? tr("Nothing is changed in the module") : tr("Changed in the module: %1").arg(changed));
    what->setEnabled(false);
    auto *back = menu->addAction(tr("Put back"));
    back->setEnabled(!changed.isEmpty() && log->state == transport::ChannelState::Open);
    if (log)
        connect(back, &QAction::triggered, this, [this, id = log->id] { m_workbench.identification().putBack(id); });
    auto *end = menu->addAction(tr("Put back before disconnecting"));
    end->setCheckable(true);
    end->setChecked(identification.putsBackAtEnd());
    connect(end, &QAction::triggered, this, [this](bool on) { m_workbench.identification().setPutsBackAtEnd(on); });
}

} // namespace atscope::views
