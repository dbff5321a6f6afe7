// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/hex_view.h"

#include <QLabel>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

#include "views/kit/hex_accessible.h"
#include "views/kit/scroll_map.h"
#include "views/kit/theme.h"

using namespace atscope::views;

namespace {

constexpr int Padding = 8; // px at the left
constexpr int Group = 8;   // bytes before a gap
constexpr int Ruler = 2;   // px, height of the line under a span
constexpr char16_t Dot = 0x00B7;
constexpr char16_t Bullet = 0x2022;

QChar characterOf(char byte)
{
    return byte >= 0x20 && byte < 0x7F ? QLatin1Char(byte) : QChar(Dot);
}

QString hexOf(quint64 number, int digits)
{
    return QString::number(number, 16).toUpper().rightJustified(digits, QLatin1Char('0'));
}

} // namespace

HexView::HexView(QWidget *parent, RepaintPacer::Clock clock)
    : QAbstractScrollArea(parent), m_status(new QLabel(this)), m_pacer(nullptr, std::move(clock))
{
    installHexAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    m_status->setTextFormat(Qt::PlainText); // labels may come from a device
    m_status->setAutoFillBackground(true);
    m_status->setContentsMargins(Padding, 0, Padding, 0);
    m_pacer.setVisible(false);
    connect(&m_pacer, &RepaintPacer::due, this, &HexView::takeGrowth);
    connect(&Theme::instance(), &Theme::changed, this, &HexView::readTheme);
    readTheme();
}

HexView::~HexView() = default;

void HexView::setSource(HexSource *source)
{
    m_source = source;
    m_cursor = -1;
    m_anchor = -1;
    m_topRow = 0;
    readAll();
}

void HexView::sourceGrew()
{
    m_pacer.request();
}

void HexView::sourceChanged()
{
    readAll();
}

void HexView::takeGrowth()
{
    m_pacer.satisfied();
    const qint64 size = m_source ? m_source->size() : 0;
    if (size < m_size || m_size == 0) {
        readAll();
        return;
    }
    const qint64 firstRow = m_size / m_perRow;
    m_size = size;
    layout();
    const qint64 y = std::max<qint64>(0, firstRow - m_topRow) * m_rowHeight;
    if (y < viewport()->height())
        viewport()->update(0, static_cast<int>(y), viewport()->width(), viewport()->height() - static_cast<int>(y));
}

void HexView::readAll()
{
    m_pacer.satisfied();
    m_size = m_source ? m_source->size() : 0;
    m_cursor = m_size == 0 ? -1 : std::clamp<qint64>(m_cursor, 0, m_size - 1);
    m_anchor = std::min(m_anchor, m_size - 1);
    layout();
    showStatus();
    viewport()->update();
}

void HexView::setBase(quint64 base)
{
    m_base = base;
    readAll();
}

void HexView::setMasked(bool masked)
{
    m_masked = masked;
    showStatus();
    viewport()->update();
}

void HexView::setBytesPerRow(int bytes)
{
    m_wantedPerRow = bytes == 8 || bytes == 16 || bytes == 32 ? bytes : 0;
    layout();
    viewport()->update();
}

void HexView::setActive(bool active)
{
    m_pacer.setActive(active);
}

void HexView::readTheme()
{
    const Theme &theme = Theme::instance();
    m_font = CellFont(theme.monospace());
    m_rowHeight = m_font.height() + 5;
    QPalette palette = m_status->palette();
    palette.setColor(QPalette::Window, theme.colour(Theme::Role::Header));
    palette.setColor(QPalette::WindowText, theme.colour(Theme::Role::HeaderText));
    m_status->setPalette(palette);
    m_status->setFont(theme.font());
    setViewportMargins(0, 0, 0, QFontMetrics(theme.font()).height() + 7);
    layout();
    viewport()->update();
}

qint64 HexView::rowCount() const
{
    return (m_size + m_perRow - 1) / m_perRow;
}

int HexView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

qint64 HexView::maximumTopRow() const
{
    return std::max<qint64>(0, rowCount() - visibleRows());
}

int HexView::hexOffset(int column) const
{
    return m_offsetDigits + 2 + column * 3 + column / Group;
}

int HexView::hexX(int column) const
{
    return Padding - horizontalScrollBar()->value() + hexOffset(column) * m_font.cellWidth();
}

int HexView::textX(int column) const
{
    return Padding - horizontalScrollBar()->value() + (hexOffset(m_perRow) + column) * m_font.cellWidth();
}

void HexView::layout()
{
    const qint64 first = firstVisible();
    const QString end = QString::number(m_base + static_cast<quint64>(m_size), 16);
    m_offsetDigits = std::max(8, static_cast<int>(end.size()));
    const auto widthOf = [this](int bytes) { return 2 * Padding + (hexOffset(bytes) + bytes) * m_font.cellWidth(); };
    m_perRow = m_wantedPerRow;
    if (m_perRow == 0)
        m_perRow = widthOf(32) <= viewport()->width() ? 32 : widthOf(16) <= viewport()->width() ? 16 : 8;
    m_topRow = std::clamp<qint64>(first / m_perRow, 0, maximumTopRow());
    updateBars();
}

void HexView::updateBars()
{
    m_settingBars = true;
    const ScrollMap map{maximumTopRow()};
    verticalScrollBar()->setRange(0, map.range());
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setValue(map.value(m_topRow));
    const int width = 2 * Padding + (hexOffset(m_perRow) + m_perRow) * m_font.cellWidth();
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(std::max(1, viewport()->width()));
    horizontalScrollBar()->setSingleStep(m_font.cellWidth() * 4);
    m_settingBars = false;
}

void HexView::setTopRow(qint64 row)
{
    row = std::clamp<qint64>(row, 0, maximumTopRow());
    if (row == m_topRow)
        return;
    const qint64 delta = row - m_topRow;
    m_topRow = row;
    if (std::abs(delta) < visibleRows())
        viewport()->scroll(0, static_cast<int>(-delta) * m_rowHeight);
    else
        viewport()->update();
    updateBars();
}

void HexView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0)
        viewport()->update();
    const ScrollMap map{maximumTopRow()};
    if (dy != 0 && !m_settingBars && verticalScrollBar()->value() != map.value(m_topRow))
        setTopRow(map.top(verticalScrollBar()->value()));
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QRect at = viewport()->geometry();
    m_status->setGeometry(at.x(), at.bottom() + 1, at.width(), viewportMargins().bottom());
    layout();
    viewport()->update();
}

HexView::Piece HexView::piece(qint64 from, qint64 length) const
{
    Piece out;
    length = std::min(length, m_size - from);
    if (!m_source || length <= 0)
        return out;
    out.bytes = m_source->read(from, static_cast<int>(length));
    const auto count = static_cast<std::size_t>(out.bytes.size());
    out.hidden.assign(count, false);
    out.inner.assign(count, -1);
    out.spans = m_source->spans(from, static_cast<qint64>(count));
    for (std::size_t i = 0; i < out.spans.size(); ++i) {
        const HexSpan &span = out.spans[i];
        const qint64 begin = std::max<qint64>(span.from - from, 0);
        const qint64 end = std::min<qint64>(span.from + span.length - from, static_cast<qint64>(count));
        for (qint64 at = begin; at < end; ++at) {
            out.inner[static_cast<std::size_t>(at)] = static_cast<int>(i);
            if (span.secret && m_masked)
                out.hidden[static_cast<std::size_t>(at)] = true;
        }
    }
    return out;
}

QString HexView::rowText(qint64 row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const qint64 from = row * m_perRow;
    const Piece shown = piece(from, m_perRow);
    QString out(hexOffset(m_perRow) + m_perRow, QLatin1Char(' '));
    out.replace(0, m_offsetDigits, hexOf(m_base + static_cast<quint64>(from), m_offsetDigits));
    for (int i = 0; i < shown.bytes.size(); ++i) {
        const bool hidden = shown.hidden[static_cast<std::size_t>(i)];
        const QString digits = hidden ? QString(2, QChar(Bullet)) : hexOf(static_cast<quint8>(shown.bytes[i]), 2);
        out.replace(hexOffset(i), 2, digits);
        out[hexOffset(m_perRow) + i] = hidden ? QChar(Bullet) : characterOf(shown.bytes[i]);
    }
    return out;
}

void HexView::paintRow(QPainter &painter, const QRect &at, qint64 row) const
{
    const Theme &theme = Theme::instance();
    painter.fillRect(at, theme.colour(Theme::Role::Background));
    const qint64 from = row * m_perRow;
    const Piece shown = piece(from, m_perRow);
    const int count = static_cast<int>(shown.bytes.size());
    const int cell = m_font.cellWidth();
    const auto [selectedFrom, selectedLength] = selection();
    const auto selected = [&, first = selectedFrom, length = selectedLength](int i) {
        return i < count && from + i >= first && from + i < first + length;
    };
    const auto innerOf = [&](int i) { return i < count ? shown.inner[static_cast<std::size_t>(i)] : -1; };

    // The selection of another view is shown here too, so it is as clear without the focus.
    const QColor behind = theme.colour(Theme::Role::Selection);
    // Behind the text: what the bytes are part of, and the selection over it; both go through the gaps between their bytes.
    std::vector<CellFont::Part> parts{{0, hexOffset(0), {theme.colour(Tone::Dim)}}};
    for (int i = 0; i < count; ++i) {
        const int span = innerOf(i);
        const Tone tone = span < 0 ? Tone::Plain : shown.spans[static_cast<std::size_t>(span)].tone;
        parts.push_back({hexOffset(i), hexOffset(i + 1) - hexOffset(i), {theme.colour(tone)}});
        const bool lastInRow = i + 1 == m_perRow;
        const int spanEnd = !lastInRow && span >= 0 && innerOf(i + 1) == span ? hexX(i + 1) : hexX(i) + 2 * cell;
        const int selectionEnd = !lastInRow && selected(i + 1) ? hexX(i + 1) : hexX(i) + 2 * cell;
        if (span >= 0 && tone != Tone::Plain) {
            painter.fillRect(hexX(i), at.top(), spanEnd - hexX(i), at.height() - 1, theme.wash(tone));
            painter.fillRect(textX(i), at.top(), cell, at.height() - 1, theme.wash(tone));
        }
        if (selected(i)) {
            painter.fillRect(hexX(i), at.top(), selectionEnd - hexX(i), at.height(), behind);
            painter.fillRect(textX(i), at.top(), cell, at.height(), behind);
        }
        if (span >= 0) {
            const QColor line = theme.colour(tone == Tone::Plain ? Tone::Dim : tone);
            painter.fillRect(hexX(i), at.bottom() - Ruler, spanEnd - hexX(i), Ruler, line);
            painter.fillRect(textX(i), at.bottom() - Ruler, cell, Ruler, line);
        }
    }
    const int textFrom = hexOffset(m_perRow);
    const int written = parts.back().from + parts.back().length;
    parts.push_back({written, textFrom - written, {theme.colour(Tone::Dim)}});
    for (int i = 0; i < count; ++i) {
        const int span = innerOf(i);
        Tone tone = span < 0 ? Tone::Plain : shown.spans[static_cast<std::size_t>(span)].tone;
        if (characterOf(shown.bytes[i]) == QChar(Dot) && tone == Tone::Plain)
            tone = Tone::Dim;
        parts.push_back({textFrom + i, 1, {theme.colour(tone)}});
    }
    const int baseline = at.top() + (at.height() - Ruler - m_font.height()) / 2 + m_font.ascent();
    m_font.draw(painter, Padding - horizontalScrollBar()->value(), baseline, rowText(row), parts, at.left(), at.right() + 1);

    if (m_cursor >= from && m_cursor < from + m_perRow) {
        const bool focused = hasFocus();
        painter.setPen(theme.colour(focused ? Theme::Role::Focus : Theme::Role::Border));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(hexRect(m_cursor).adjusted(-2, 0, 1, -1));
        painter.drawRect(textRect(m_cursor).adjusted(-1, 0, 0, -1));
    }
}

void HexView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::instance();
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    int y = dirty.top() / m_rowHeight * m_rowHeight;
    for (qint64 row = m_topRow + y / m_rowHeight; row < rowCount() && y <= dirty.bottom(); ++row, y += m_rowHeight)
        paintRow(painter, QRect(0, y, viewport()->width(), m_rowHeight), row);
    if (y <= dirty.bottom())
        painter.fillRect(0, y, viewport()->width(), viewport()->height() - y, theme.colour(Theme::Role::Background));
    if (m_size == 0 && m_source) {
        const int margin = std::max(16, viewport()->width() / 8);
        painter.setPen(theme.colour(Tone::Dim));
        painter.setFont(theme.font());
        painter.drawText(viewport()->rect().adjusted(margin, 8, -margin, -8), Qt::AlignCenter | Qt::TextWordWrap,
            m_source->emptyText());
    }
}

QRect HexView::hexRect(qint64 position) const
{
    const qint64 row = position / m_perRow - m_topRow;
    if (position < 0 || position >= m_size || row < 0 || row > visibleRows())
        return {};
    return {hexX(static_cast<int>(position % m_perRow)), static_cast<int>(row) * m_rowHeight, 2 * m_font.cellWidth(), m_rowHeight};
}

QRect HexView::textRect(qint64 position) const
{
    QRect at = hexRect(position);
    if (!at.isEmpty())
        at = {textX(static_cast<int>(position % m_perRow)), at.y(), m_font.cellWidth(), m_rowHeight};
    return at;
}

QString HexView::statusText() const
{
    if (m_cursor < 0)
        return {};
    const quint64 shownAt = m_base + static_cast<quint64>(m_cursor);
    QString out = tr("Position 0x%1 (%2)").arg(hexOf(shownAt, 1), QString::number(shownAt));
    const Piece one = piece(m_cursor, 1);
    const QString gap = QStringLiteral("   ");
    if (!one.bytes.isEmpty()) {
        if (one.hidden.front()) {
            out += gap + tr("hidden");
        } else {
            const auto byte = static_cast<quint8>(one.bytes[0]);
            out += gap + QStringLiteral("0x%1  %2").arg(hexOf(byte, 2)).arg(byte);
            if (byte >= 0x20 && byte < 0x7F)
                out += QStringLiteral("  '%1'").arg(QLatin1Char(one.bytes[0]));
        }
        QStringList labels; // from the outer to the inner one
        for (const HexSpan &span : one.spans) {
            if (span.from <= m_cursor && m_cursor < span.from + span.length && !span.label.isEmpty())
                labels << span.label;
        }
        if (!labels.isEmpty())
            out += gap + labels.join(QStringLiteral(" › "));
    }
    if (selection().second > 0)
        out += gap + tr("selected: %1 B").arg(selection().second);
    return out;
}

void HexView::showStatus()
{
    m_status->setText(statusText());
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        readAll();
}

void HexView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_pacer.setVisible(true);
}

void HexView::hideEvent(QHideEvent *event)
{
    m_pacer.setVisible(false);
    QAbstractScrollArea::hideEvent(event);
}
