// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace atscope::views {

class LogView;

// The column titles above a LogView: drag an edge to resize the column left of it, double click it to fit.
class LogHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit LogHeader(LogView *view);

    QSize sizeHint() const override;
    // The column whose right edge can be dragged at x; −1: none.
    int edgeAt(int x) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    LogView *m_view;
    int m_dragged = -1;
    int m_grip = 0; // from the edge to where it was taken
};

} // namespace atscope::views
