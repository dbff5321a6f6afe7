// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include "views/kit/cell_font.h"
#include "views/kit/log_source.h"
#include "views/kit/repaint_pacer.h"

namespace atscope::views {

class LogHeader;
class SteadyScrollBar;

// A log of any length: rows of one height, painted on demand from a LogSource. No text of a row is kept but of the visible ones.
// Owner: setSource, then sourceGrew() whenever rows were added (as often as one likes), rowsChanged() when shown rows read
// differently, sourceChanged() when everything is new. GUI thread.
//
// Selection: a current row and a range from an anchor to it, both held as ids. An id that the source does not have at the moment
// (filtered out) is kept and comes back with it.
class LogView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr std::int64_t CopyCap = 200'000; // rows that one copy takes

    explicit LogView(QWidget *parent = nullptr, RepaintPacer::Clock clock = {});
    ~LogView() override;

    // Not owned; must outlive the view or be taken away by setSource(nullptr). Selection and column widths start anew.
    void setSource(LogSource *source);
    LogSource *source() const { return m_source; }

    void sourceGrew();                                  // rows were added at the end (and perhaps dropped at the front)
    void rowsChanged(quint64 firstId, quint64 lastId); // these read differently now
    void sourceChanged();                               // filter, language, session …; selection and place are kept by id

    bool following() const { return m_follow; }
    void setFollow(bool follow);
    // The picture stands still: rows that come are not shown (nor counted by the scroll bar) until pause(false).
    bool paused() const { return m_paused; }
    void pause(bool paused);
    // Overrides what the view finds out by itself: whether the focus is within its dock.
    void setActive(bool active);

    std::optional<quint64> currentId() const { return m_current; }
    std::int64_t currentRow() const; // −1: none, or not in the source at the moment
    // Scrolls to it if it is not visible. currentChanged(id, false) follows when it is another one. An id that is not in the
    // source is kept for later.
    void setCurrent(quint64 id);
    void clearSelection();
    // First and last selected row; {−1, −2} without one.
    std::pair<std::int64_t, std::int64_t> selectedRows() const;
    std::vector<quint64> selectedIds(std::int64_t limit = CopyCap) const;
    QString selectedText() const; // what copy() puts into the clipboard
    void copy();
    void selectAll();

    std::int64_t firstVisibleRow() const { return m_top; }
    int visibleRows() const; // whole ones that fit
    std::int64_t shownRows() const { return m_rows; }
    void scrollToRow(std::int64_t row); // to the first line of the view
    int rowHeight() const { return m_rowHeight; }
    QRect rowRect(std::int64_t row) const; // in the viewport; empty: not visible
    std::int64_t rowAt(int y) const;       // −1: none there

    // Widths in characters, for keeping them; the one that takes the rest is 0.
    std::vector<double> columnCharacters() const;
    void setColumnCharacters(const std::vector<double> &characters);
    bool columnVisible(int column) const;
    void setColumnVisible(int column, bool visible);
    const std::vector<LogColumn> &columns() const { return m_columns; }
    int columnLeft(int column) const; // x in the viewport, scrolled
    int columnWidth(int column) const;
    void fitColumn(int column); // to the visible rows
    void setHeaderVisible(bool visible);

    // Key mode of a terminal: what is typed goes out through keyTyped instead of moving the selection. Shift+PageUp and
    // Shift+PageDown still scroll, Ctrl+Shift+C copies, Shift+Tab leaves.
    bool keyInput() const { return m_keyInput; }
    void setKeyInput(bool on);

    std::int64_t paintedRows() const { return m_paintedRows; } // since it was made: for tests and figures

    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
    void currentChanged(quint64 id, bool byUser);
    void selectionChanged();
    void activated(quint64 id); // Enter, double click
    void followChanged(bool following);
    void copyCapped(qint64 rows); // a copy took only so many
    void contextMenuWanted(QPoint global, quint64 id); // id: of the row under it, which is selected now; 0 beside the rows
    void columnsResized();
    void keyTyped(QByteArray bytes);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;
    void timerEvent(QTimerEvent *event) override;

private:
    friend class LogHeader;
    enum class By : std::uint8_t { User, Program };

    // log_view.cpp
    void readColumns();
    void readTheme();
    void takeGrowth();
    void takeAll();
    void repaintRows(std::int64_t first, std::int64_t last);
    void noteWidth(int wanted);
    void focusMoved(const QWidget *now);

    // log_view_scroll.cpp: where the view stands
    std::int64_t maximumTop() const;
    void setTop(std::int64_t top, By by);
    void moveTop(std::int64_t top);
    void setFollowing(bool follow);
    void updateBars();
    void stepBar(int action);
    void layoutColumns();
    int barValue(std::int64_t top) const;
    std::int64_t topOfBar(int value) const;
    std::int64_t findTop() const;
    void ensureRowVisible(std::int64_t row, By by);
    void noteTop();

    // log_view_input.cpp
    void moveCurrent(std::int64_t row, bool extend, By by);
    void setCurrentTo(quint64 id, std::int64_t row, bool extend, By by);
    bool navigate(QKeyEvent *event);
    bool typed(QKeyEvent *event);
    bool wantsKey(const QKeyEvent *event) const;
    bool showTip(const QPoint &at, const QPoint &global);
    void dragTo(const QPoint &at);
    void announceCurrent();
    QRect cursorRect() const;

    LogSource *m_source = nullptr;
    LogHeader *m_header = nullptr;
    SteadyScrollBar *m_vertical = nullptr;
    SteadyScrollBar *m_horizontal = nullptr;
    RepaintPacer m_pacer;
    CellFont m_font;
    QFont m_plainFont; // columns that are not monospace
    std::vector<LogColumn> m_columns;
    std::vector<double> m_characters; // width of each, in digits
    std::vector<bool> m_hidden;
    std::vector<int> m_left; // x of each and, last, the end of all; not scrolled
    std::int64_t m_rows = 0; // shown: what the source had at the last repaint
    std::int64_t m_top = 0;
    quint64 m_topId = 0; // of the row m_top, so that the place is found again; valid if m_rows > 0
    quint64 m_endId = 0; // of the last shown row
    std::vector<std::int64_t> m_faintRows; // painted as not final yet: they read differently after growth, and may have another id
    std::optional<quint64> m_current;
    std::optional<quint64> m_anchor;
    std::int64_t m_paintedRows = 0;
    int m_rowHeight = 16;
    int m_restWidth = 0; // widest text seen in the column that takes the rest
    int m_wheelRest = 0;
    int m_currentOffset = -1; // of the current row from the top when last looked; −1: not visible
    QBasicTimer m_dragTimer;  // scrolls while the mouse is dragged beyond the rows
    QPoint m_dragAt;
    QString m_preedit;
    bool m_follow = true;
    bool m_paused = false;
    bool m_activeIsSet = false;
    bool m_keyInput = false;
    bool m_headerVisible = true;
    bool m_settingBars = false;
    bool m_layoutWanted = false;
};

} // namespace atscope::views
