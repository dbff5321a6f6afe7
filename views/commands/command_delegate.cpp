// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QPainter>

#include "views/commands/command_model.h"
#include "views/kit/theme.h"

namespace atscope::views {

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString name = item.text;
    const QString title = index.data(CommandModel::TitleRole).toString();
    const bool section = !index.data(CommandModel::SectionRole).toString().isEmpty();
    item.text.clear();
    const QWidget *widget = item.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);

    const Theme &theme = Theme::instance();
    const bool selected = (item.state & QStyle::State_Selected) != 0;
    const bool absent = index.data(CommandModel::MissingRole).toBool();
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &item, widget).adjusted(2, 0, -2, 0);
    painter->save();
    painter->setClipRect(room);
    QFont font = item.font;
    font.setBold(section);
    font.setStrikeOut(absent);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    painter->setPen(absent ? theme.colour(Tone::Dim) : theme.colour(selected ? Theme::Role::SelectionText : Theme::Role::Text));
    const QString shown = metrics.elidedText(name, Qt::ElideRight, room.width());
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    const int used = metrics.horizontalAdvance(shown) + metrics.averageCharWidth();
    if (!title.isEmpty() && used < room.width()) {
        font.setStrikeOut(false);
        painter->setFont(font);
        painter->setPen(theme.colour(Tone::Dim));
        painter->drawText(room.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          metrics.elidedText(title, Qt::ElideRight, room.width() - used));
    }
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), option.fontMetrics.height() + 6};
}

} // namespace atscope::views
