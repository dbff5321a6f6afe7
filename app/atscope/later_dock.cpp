// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/later_dock.h"

#include <utility>

#include <QAction>

namespace atscope {

LaterDock::LaterDock(const char *name, Make make, QWidget *parent) : QDockWidget(parent), m_make(std::move(make))
{
    setObjectName(QString::fromLatin1(name));
    // Chosen in the menu it comes to the front: behind another tab it would look as if nothing had happened.
    connect(toggleViewAction(), &QAction::triggered, this, [this](bool on) {
        if (on)
            bringUp();
    });
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool seen) {
        if (seen)
            content();
    });
}

QWidget *LaterDock::content()
{
    if (m_make) {
        const auto make = std::exchange(m_make, {});
        setWidget(make(this));
    }
    return widget();
}

void LaterDock::bringUp()
{
    content();
    show();
    raise();
}

// What lies behind another tab is shown as well, in a place that nobody sees; it is made when the tab comes to the front.
void LaterDock::showEvent(QShowEvent *event)
{
    if (const auto place = geometry(); isFloating() || (place.right() >= 0 && place.bottom() >= 0))
        content();
    QDockWidget::showEvent(event);
}

} // namespace atscope
