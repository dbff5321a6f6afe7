// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a LogView costs per growth: rows appended + scroll to the end + repaint, in ms (median of 200), over 10 million rows on the
// offscreen platform, with a QTableView of fixed row height over a plain model as the peer in the same run.
#include <QAbstractTableModel>
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

namespace {

constexpr int Rows = 10'000'000;
constexpr int Runs = 200;
constexpr int Columns = 4;

QString textOf(std::int64_t row, int column)
{
    switch (column) {
    case 0:
        return QStringLiteral("10:22:%1.%2").arg(row / 1000 % 60, 2, 10, QLatin1Char('0')).arg(row % 1000, 3, 10, QLatin1Char('0'));
    case 1:
        return row % 2 == 0 ? QStringLiteral("tx") : QStringLiteral("rx");
    case 2:
        return row % 4 == 3 ? QStringLiteral("+MIPLEVENT: 0,%1").arg(row % 30)
                            : QStringLiteral("AT+MIPLNOTIFY=0,%1,3306,0,5850,5,1,0,1,0").arg(row);
    default:
        return row % 8 == 0 ? QStringLiteral("\u6E29\u5EA6 23.5") : QStringLiteral("notification of a resource");
    }
}

class Log final : public LogSource
{
public:
    std::int64_t count = Rows;

    std::vector<LogColumn> columns() const override
    {
        return {{QStringLiteral("Time"), 12, false, true}, {QStringLiteral("Way"), 3, false, true},
            {QStringLiteral("Line"), 60, false, true}, {QStringLiteral("Meaning"), 0, false, true}};
    }
    std::int64_t rows() const override { return count; }
    LogRow row(std::int64_t row) const override
    {
        LogRow out;
        for (int column = 0; column < Columns; ++column)
            out.cells.push_back({textOf(row, column), column == 0 ? Tone::Dim : Tone::Plain, false, {}});
        out.cells[2].runs.push_back({0, 10, Tone::Urc, true, 0});
        return out;
    }
    std::uint64_t idOf(std::int64_t row) const override { return static_cast<std::uint64_t>(row) + 1; }
    std::int64_t rowOf(std::uint64_t id) const override
    {
        return id >= 1 && id <= static_cast<std::uint64_t>(count) ? static_cast<std::int64_t>(id) - 1 : -1;
    }
    QString emptyText() const override { return {}; }
};

class Model final : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : m_count; }
    int columnCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? textOf(index.row(), index.column()) : QVariant();
    }
    void append(int rows)
    {
        beginInsertRows({}, m_count, m_count + rows - 1);
        m_count += rows;
        endInsertRows();
    }

private:
    int m_count = Rows;
};

double median(const std::function<void()> &work)
{
    std::vector<double> ms;
    for (int i = 0; i < Runs; ++i) {
        const auto from = std::chrono::steady_clock::now();
        work();
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    }
    std::nth_element(ms.begin(), ms.begin() + Runs / 2, ms.end());
    return ms[Runs / 2];
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    Theme::instance().setTheme(Theme::Kind::Light);

    Log log;
    LogView view;
    view.setSource(&log);
    view.resize(1366, 700);
    view.show();
    QApplication::processEvents();

    Model model;
    QTableView table;
    table.setFont(Theme::instance().monospace());
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(view.rowHeight());
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setModel(&model);
    table.setColumnWidth(2, 500);
    table.horizontalHeader()->setStretchLastSection(true);
    table.resize(1366, 700);
    table.show();
    table.scrollToBottom();
    QApplication::processEvents();

    for (const int rows : {500, 5}) {
        std::int64_t painted = view.paintedRows();
        const double own = median([&] {
            log.count += rows;
            view.sourceGrew();
            view.setFollow(true); // shows what is there, without waiting for its turn
            QApplication::processEvents();
        });
        painted = view.paintedRows() - painted;
        if (view.firstVisibleRow() + view.visibleRows() != log.count || painted < static_cast<std::int64_t>(Runs) * std::min(rows, 5)) {
            std::fprintf(stderr, "the view did not follow: %lld rows painted\n", static_cast<long long>(painted));
            return 1;
        }
        const double peer = median([&] {
            model.append(rows);
            table.scrollToBottom();
            QApplication::processEvents();
        });
        std::printf("append %3d  LogView %7.2f ms, %.1f rows painted\n", rows, own, static_cast<double>(painted) / Runs);
        std::printf("append %3d  QTableView %4.2f ms, %.1f times the LogView\n", rows, peer, peer / own);
    }
    return 0;
}
