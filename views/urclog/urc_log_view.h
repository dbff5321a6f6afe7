// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QCoreApplication>
#include <QTimer>

#include "views/kit/event_list.h"

class QComboBox;
class QLabel;

namespace atscope::views {

// A row a URC, decoded into fields and words.
class UrcRows final : public EventRows
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::UrcRows)
public:
    UrcRows();
    // Only this URC; empty: all.
    void setName(const std::string &name);
    const std::string &name() const { return m_name; }
    // How many of each there are, by name; counts what came since the last call, a step of it at a time.
    const std::map<std::string, std::uint64_t> &count();
    bool allCounted() const { return m_allCounted; } // or what is left cannot be read
    void forgetCounts();

    std::vector<LogColumn> columns() const override;
    LogRow row(std::int64_t row) const override;
    QString emptyText() const override;

private:
    std::string m_name;
    std::map<std::string, std::uint64_t> m_counts;
    std::uint64_t m_counted = 0;
    bool m_allCounted = true;
};

class UrcLogView final : public EventList
{
    Q_OBJECT
public:
    explicit UrcLogView(session::Workbench &workbench, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void logGrew() override;
    void logChanged() override;

private:
    UrcRows &urcs() { return static_cast<UrcRows &>(rows()); }
    void fillNames();
    void retranslate();

    QTimer m_namesTimer; // numbers that run are read a few times a second
    QComboBox *m_names = nullptr;
    QLabel *m_label = nullptr;
};

} // namespace atscope::views
