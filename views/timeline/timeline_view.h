// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

#include <QCoreApplication>

#include "views/kit/event_list.h"

class QLabel;
class QToolButton;

namespace atscope::views {

// A row a command: what was sent, what came back, how long it took, what completed it. Secrets are masked unless they are wanted.
class TimelineRows final : public EventRows
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::TimelineRows)
public:
    TimelineRows();
    std::vector<LogColumn> columns() const override;
    LogRow row(std::int64_t row) const override;
    QString emptyText() const override;
};

// The dock: rows, and below them what the selected command's failure means and what to try. GUI thread.
class TimelineView final : public EventList
{
    Q_OBJECT
public:
    explicit TimelineView(session::Workbench &workbench, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void logGrew() override;
    void logChanged() override;

private:
    void explain();
    void retranslate();

    std::map<std::uint64_t, store::CommandLinks> m_links; // of the last rows, as they were shown
    QLabel *m_explanation = nullptr;
};

} // namespace atscope::views
