// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_delegate.h"

#include <QApplication>
#include <QPainter>

#include "views/kit/theme.h"
#include "views/palette/palette_model.h"

namespace atscope::views {

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString name = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const Theme &theme = Theme::instance();
    const bool available = index.data(PaletteModel::AvailableRole).toBool();
    const bool selected = (item.state & QStyle::State_Selected) != 0;
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const QString title = reason.isEmpty() ? index.data(PaletteModel::TitleRole).toString() : QStringLiteral("⚠ ") + reason;
    const QString right = shortcut.isEmpty() ? index.data(PaletteModel::WhereRole).toString() : shortcut;
    QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget).adjusted(4, 0, -4, 0);
    painter->save();
    painter->setClipRect(room);
    const QFontMetrics metrics(item.font);
    const int gap = metrics.averageCharWidth() * 2;
    painter->setFont(item.font);
    const QString shownRight = metrics.elidedText(right, Qt::ElideRight, room.width() / 3);
    painter->setPen(theme.colour(Tone::Dim));
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, shownRight);
    room.setRight(room.right() - metrics.horizontalAdvance(shownRight) - gap);

    QFont bold = item.font;
    bold.setBold(available);
    const QFontMetrics boldMetrics(bold);
    painter->setFont(bold);
    painter->setPen(available ? theme.colour(selected ? Theme::Role::SelectionText : Theme::Role::Text) : theme.colour(Tone::Dim));
    const QString shown = boldMetrics.elidedText(name, Qt::ElideRight, room.width());
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    room.setLeft(room.left() + boldMetrics.horizontalAdvance(shown) + gap);
    if (!title.isEmpty() && room.width() > gap) {
        painter->setFont(item.font);
        painter->setPen(theme.colour(reason.isEmpty() ? Tone::Dim : Tone::Warning));
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, metrics.elidedText(title, Qt::ElideRight, room.width()));
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 8};
}

} // namespace atscope::views
