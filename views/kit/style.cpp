// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/style.h"

#include <QIcon>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>
#include <optional>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int ScrollBarExtent = 12;
constexpr int ShortestHandle = 28;
constexpr int HandleMargin = 2;
constexpr int TitleMargin = 8;

using Role = Theme::Role;

QColor colour(Role role)
{
    return Theme::instance().colour(role);
}

// The pictures of title bars and fields: lines on a square.
enum class Sign : std::uint8_t { Cross, Float, Clear, More, MoreDown };

std::optional<Sign> signOf(QStyle::StandardPixmap which)
{
    switch (which) {
    case QStyle::SP_TitleBarCloseButton:
    case QStyle::SP_DockWidgetCloseButton: return Sign::Cross;
    case QStyle::SP_TitleBarNormalButton: return Sign::Float;
    case QStyle::SP_LineEditClearButton: return Sign::Clear;
    case QStyle::SP_ToolBarHorizontalExtensionButton: return Sign::More;
    case QStyle::SP_ToolBarVerticalExtensionButton: return Sign::MoreDown;
    default: return std::nullopt;
    }
}

void drawSign(QPainter &painter, const QRect &in, Sign sign, const QColor &ink)
{
    const double side = std::min(in.width(), in.height());
    const auto at = [&](double x, double y) {
        return QPointF(in.x() + (in.width() - side) / 2 + x * side, in.y() + (in.height() - side) / 2 + y * side);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, std::max(1.0, side / 12), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (sign) {
    case Sign::Clear:
    case Sign::Cross: {
        const double edge = sign == Sign::Clear ? 0.3 : 0.25;
        painter.drawLine(at(edge, edge), at(1 - edge, 1 - edge));
        painter.drawLine(at(edge, 1 - edge), at(1 - edge, edge));
        break;
    }
    case Sign::Float:
        painter.drawRect(QRectF(at(0.2, 0.38), at(0.62, 0.8)));
        painter.drawPolyline(QPolygonF() << at(0.38, 0.38) << at(0.38, 0.2) << at(0.8, 0.2) << at(0.8, 0.62) << at(0.62, 0.62));
        break;
    case Sign::More:
        for (const double x : {0.25, 0.5})
            painter.drawPolyline(QPolygonF() << at(x, 0.25) << at(x + 0.25, 0.5) << at(x, 0.75));
        break;
    case Sign::MoreDown:
        for (const double y : {0.25, 0.5})
            painter.drawPolyline(QPolygonF() << at(0.25, y) << at(0.5, y + 0.25) << at(0.75, y));
        break;
    }
    painter.restore();
}

// Follows the theme: the colour is asked for when it is painted.
class SignIcon final : public QIconEngine
{
public:
    explicit SignIcon(Sign sign) : m_sign(sign) {}
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto &theme = Theme::instance();
        drawSign(*painter, rect, m_sign, mode == QIcon::Disabled ? theme.colour(Role::Border) : theme.colour(Role::HeaderText));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap out(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return out;
    }
    QIconEngine *clone() const override { return new SignIcon(m_sign); }

private:
    Sign m_sign;
};

void drawScrollBar(const QStyleOptionSlider &bar, QPainter &painter, const QRect &handle)
{
    painter.fillRect(bar.rect, colour(Role::Window));
    if (bar.maximum <= bar.minimum)
        return;
    const bool held = (bar.activeSubControls & QStyle::SC_ScrollBarSlider) != 0 && (bar.state & (QStyle::State_MouseOver | QStyle::State_Sunken)) != 0;
    const auto &theme = Theme::instance();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(held ? theme.colour(Tone::Dim) : theme.handle());
    painter.drawRoundedRect(handle.adjusted(HandleMargin, HandleMargin, -HandleMargin, -HandleMargin), 4, 4);
    painter.restore();
}

// Around what has the keyboard. Fusion's own is a darker shade of the highlight, which a dark ground swallows.
void drawRing(QPainter &painter, const QRect &rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Role::Focus), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 2, 2);
    painter.restore();
}

bool hasFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) != 0 && (option.state & QStyle::State_Enabled) != 0;
}

// Buttons show it only to whom walks with keys; where text is typed it always shows.
bool hasKeyFocus(const QStyleOption &option)
{
    return hasFocus(option) && (option.state & QStyle::State_KeyboardFocusChange) != 0;
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return ScrollBarExtent;
    case PM_ScrollBarSliderMin: return ShortestHandle;
    case PM_DockWidgetSeparatorExtent: return 1;
    case PM_DockWidgetTitleMargin: return 4;
    case PM_ToolTipLabelFrameWidth: return 4;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

// A scroll bar is groove and handle, no arrows.
QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub, const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar)
        return QProxyStyle::subControlRect(control, option, sub, widget);
    const bool across = bar->orientation == Qt::Horizontal;
    const int length = across ? bar->rect.width() : bar->rect.height();
    int handle = length;
    if (bar->maximum > bar->minimum) {
        const qint64 range = qint64{bar->maximum} - bar->minimum;
        handle = static_cast<int>(qint64{bar->pageStep} * length / std::max<qint64>(1, range + bar->pageStep));
        handle = std::clamp(handle, std::min(ShortestHandle, length), length);
    }
    const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
    const auto part = [&](int from, int size) {
        const QRect out = across ? QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height())
                                 : QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size);
        return visualRect(bar->direction, bar->rect, out);
    };
    switch (sub) {
    case SC_ScrollBarGroove: return bar->rect;
    case SC_ScrollBarSlider: return part(at, handle);
    case SC_ScrollBarSubPage: return part(0, at);
    case SC_ScrollBarAddPage: return part(at + handle, length - at - handle);
    default: return {};
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect out = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_DockWidgetTitleBarText) {
        const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option);
        if (dock && !dock->verticalTitleBar)
            out.setLeft(std::max(out.left(), option->rect.left() + TitleMargin));
    }
    return out;
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, colour(Role::Border));
        painter->fillRect(option->rect.adjusted(1, 1, -1, -1), colour(Role::Header));
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, colour((option->state & State_MouseOver) != 0 ? Role::Focus : Role::Border));
        return;
    case PE_FrameStatusBarItem: return;
    case PE_PanelScrollAreaCorner: painter->fillRect(option->rect, colour(Role::Window)); return;
    case PE_IndicatorTabClose:
        if ((option->state & State_MouseOver) != 0)
            painter->fillRect(option->rect, colour(Role::SelectionIdle));
        drawSign(*painter, option->rect, Sign::Cross, colour(Role::HeaderText));
        return;
    case PE_FrameFocusRect:
        if ((option->state & State_KeyboardFocusChange) != 0)
            drawRing(*painter, option->rect);
        return;
    case PE_PanelButtonCommand:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (hasKeyFocus(*option))
            drawRing(*painter, option->rect);
        return;
    case PE_FrameLineEdit:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (hasFocus(*option))
            drawRing(*painter, option->rect);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_DockWidgetTitle: {
        const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option);
        if (dock && !dock->verticalTitleBar) // the words, as Fusion writes them, on our ground
            painter->fillRect(option->rect, colour(Role::Header));
        break;
    }
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: {
        const QRect rect = option->rect;
        painter->fillRect(rect, colour(Role::Header));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(Role::Border));
        if (element == CE_HeaderSection)
            painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colour(Role::Grid));
        return;
    }
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
            QStyleOptionHeaderV2 ours = *header;
            ours.palette.setColor(QPalette::ButtonText, colour(Role::HeaderText));
            QProxyStyle::drawControl(element, &ours, painter, widget);
            return;
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (bar)
        drawScrollBar(*bar, *painter, proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget));
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    if ((control == CC_ComboBox || control == CC_SpinBox) && hasFocus(*option))
        drawRing(*painter, option->rect);
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    if (const auto sign = signOf(which))
        return QIcon(new SignIcon(*sign));
    return QProxyStyle::standardIcon(which, option, widget);
}

QPixmap Style::standardPixmap(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    if (const auto sign = signOf(which))
        return SignIcon(*sign).pixmap(QSize(16, 16), QIcon::Normal, QIcon::Off);
    return QProxyStyle::standardPixmap(which, option, widget);
}

} // namespace atscope::views
