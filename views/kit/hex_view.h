// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QAbstractScrollArea>

#include "views/kit/cell_font.h"
#include "views/kit/hex_source.h"
#include "views/kit/repaint_pacer.h"

class QLabel;
class QPainter;

namespace atscope::views {

// Bytes with their positions, as hexadecimal and as text, and a ruler: each span has its colour and an underline, and the line at
// the bottom says what the byte under the cursor is part of. Bytes are read on demand. GUI thread.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr std::int64_t CopyCap = 4 << 20; // bytes that one copy takes

    explicit HexView(QWidget *parent = nullptr, RepaintPacer::Clock clock = {});
    ~HexView() override;

    void setSource(HexSource *source); // not owned; cursor and selection start anew
    HexSource *source() const { return m_source; }
    void sourceGrew();    // bytes were added at the end; paced
    void sourceChanged(); // everything is new; cursor and selection stay where they fit

    void setBase(quint64 base); // added to the positions that are shown
    quint64 base() const { return m_base; }
    void setMasked(bool masked); // secret spans are dots, also in copies
    bool masked() const { return m_masked; }
    void setBytesPerRow(int bytes); // 8, 16 or 32; 0: as many as fit
    int bytesPerRow() const { return m_perRow; }

    qint64 cursor() const { return m_cursor; } // −1: there are no bytes
    void setCursor(qint64 position);           // clears the selection, scrolls; cursorMoved follows
    void select(qint64 from, qint64 length);   // the cursor goes to its first byte
    std::pair<qint64, qint64> selection() const; // from, length; length 0: none
    void ensureVisible(qint64 from, qint64 length = 1);
    void setActive(bool active); // of the pacer

    // Of the selection, or of the byte under the cursor.
    QString hexText() const;
    QString plainText() const;
    void copyHex();
    void copyText();
    void selectAll();

    QString statusText() const; // what the bottom line says
    qint64 firstVisible() const { return m_topRow * m_perRow; }
    int visibleRows() const;
    qint64 positionAt(const QPoint &at) const; // in the viewport; −1: none there
    QRect hexRect(qint64 position) const;      // the two digits of a byte in the viewport; empty: not visible
    QRect textRect(qint64 position) const;     // its character in the text column
    QString rowText(qint64 row) const;         // offset, bytes and text of a row, as shown; empty: no such row
    int hexOffset(int column) const;           // of a byte's digits in rowText

    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
    void cursorMoved(qint64 position);
    void selectionChanged(qint64 from, qint64 length);
    void copyCapped(qint64 bytes);
    void contextMenuWanted(QPoint global);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void readTheme();
    void layout();
    void updateBars();
    void setTopRow(qint64 row);
    qint64 rowCount() const;
    qint64 maximumTopRow() const;
    void moveCursor(qint64 position, bool extend);
    void setRange(qint64 anchor, qint64 cursor);
    bool navigate(int key, bool control, bool extend);
    void takeGrowth();
    void readAll();
    void showStatus();
    // Bytes with what is to be hidden of them (1 each) and, for a view, the index of the inner span of each (−1: none).
    struct Piece
    {
        QByteArray bytes;
        std::vector<bool> hidden;
        std::vector<HexSpan> spans;
        std::vector<int> inner;
    };
    Piece piece(qint64 from, qint64 length) const;
    Piece pieceToCopy() const;
    void paintRow(QPainter &painter, const QRect &at, qint64 row) const;
    int hexX(int column) const;  // of a byte's first digit, in the viewport
    int textX(int column) const; // of its character
    QString offsetText(qint64 row) const;

    HexSource *m_source = nullptr;
    QLabel *m_status = nullptr;
    RepaintPacer m_pacer;
    CellFont m_font;
    quint64 m_base = 0;
    qint64 m_size = 0; // shown
    qint64 m_topRow = 0;
    qint64 m_cursor = -1;
    qint64 m_anchor = -1;
    int m_perRow = 16;
    int m_wantedPerRow = 0;
    int m_offsetDigits = 8;
    int m_rowHeight = 16;
    int m_wheelRest = 0;
    bool m_masked = false;
    bool m_inText = false; // the cursor is in the text column
    bool m_settingBars = false;
};

} // namespace atscope::views
