// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QDockWidget>

namespace atscope {

// A dock whose view is made when it is first seen (not: shown behind another tab), or asked for. Its name is there from the start, so that layouts can place it.
// GUI thread.
class LaterDock final : public QDockWidget
{
    Q_OBJECT
public:
    using Make = std::function<QWidget *(QWidget *parent)>;

    LaterDock(const char *name, Make make, QWidget *parent);

    QWidget *content(); // makes it, if need be
    bool hasContent() const { return widget() != nullptr; }
    void bringUp(); // shows it, in front of what shares its place

protected:
    void showEvent(QShowEvent *event) override;

private:
    Make m_make;
};

} // namespace atscope
