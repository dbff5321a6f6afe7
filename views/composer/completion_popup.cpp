// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/completion_popup.h"

#include <algorithm>

#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int MostRows = 10;
constexpr int MostWidth = 640;
constexpr int LeastWidth = 220;
constexpr int Padding = 8;
constexpr int DetailRole = Qt::UserRole + 1;

int rowHeight()
{
    return std::max(QFontMetrics(Theme::instance().monospace()).height(), QFontMetrics(Theme::instance().font()).height()) + 6;
}

// Name in the font of the line, words beside it.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setLabelWidth(int width) { m_labelWidth = width; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = Theme::instance();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (selected)
            painter->fillRect(option.rect, theme.colour(Theme::Role::Selection));
        const QRect inside = option.rect.adjusted(Padding, 0, -Padding, 0);
        auto font = theme.monospace();
        font.setBold(selected);
        painter->setFont(font);
        painter->setPen(theme.colour(selected ? Theme::Role::SelectionText : Theme::Role::Text));
        const QRect label(inside.left(), inside.top(), std::min(m_labelWidth, inside.width()), inside.height());
        painter->drawText(label, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, label.width()));
        const QRect detail = inside.adjusted(label.width() + 2 * Padding, 0, 0, 0);
        painter->setFont(theme.font());
        painter->setPen(selected ? theme.colour(Theme::Role::SelectionText) : theme.colour(Tone::Dim));
        painter->drawText(detail, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetrics(theme.font()).elidedText(index.data(DetailRole).toString(), Qt::ElideRight, detail.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {LeastWidth, rowHeight()}; }

private:
    int m_labelWidth = 100;
};

} // namespace

CompletionPopup::CompletionPopup(QWidget *owner)
    : QFrame(owner, Qt::ToolTip | Qt::FramelessWindowHint | Qt::WindowDoesNotAcceptFocus)
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setObjectName(QStringLiteral("completionPopup"));
    m_model = new QStandardItemModel(this);
    m_list = new QListView(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_hint = new QLabel(this);
    m_hint->setContentsMargins(Padding, 2, Padding, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_hint);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT picked(index.row()); });
    connect(&Theme::instance(), &Theme::changed, this, &CompletionPopup::applyTheme);
    applyTheme();
    retranslate();
}

QString CompletionPopup::words(const CompletionItem &item) const
{
    using Mark = CompletionItem::Mark;
    const auto detail = QString::fromStdString(item.detail);
    const auto with = [&detail](const QString &word) { return detail.isEmpty() ? word : detail + QStringLiteral(" · ") + word; };
    switch (item.mark) {
    case Mark::Default: return with(tr("default"));
    case Mark::Proposed: return with(tr("proposed"));
    case Mark::Fixed: return with(tr("always this"));
    case Mark::Now: return with(tr("now"));
    case Mark::Reserved: return with(tr("reserved, does nothing"));
    case Mark::None: break;
    }
    if (item.kind != CompletionItem::Kind::Form)
        return detail;
    if (item.text == "=?")
        return with(tr("test: what is possible"));
    if (item.text == "?")
        return with(tr("read: what is set"));
    return with(tr("set"));
}

void CompletionPopup::setItems(std::vector<CompletionItem> items)
{
    if (items == m_items)
        return;
    const int row = current();
    const auto before = m_touched && row >= 0 ? m_items[static_cast<std::size_t>(row)].label : std::string();
    m_items = std::move(items);
    fill();
    const auto it = std::find_if(m_items.begin(), m_items.end(), [&before](const auto &item) { return item.label == before; });
    if (it == m_items.end())
        setTouched(false);
    const auto wanted = it == m_items.end() ? 0 : static_cast<int>(it - m_items.begin());
    m_list->setCurrentIndex(m_model->index(wanted, 0));
}

void CompletionPopup::fill()
{
    m_model->clear();
    int label = 0;
    const QFontMetrics metrics(Theme::instance().monospace());
    for (const auto &item : m_items) {
        auto *row = new QStandardItem(QString::fromStdString(item.label));
        row->setData(words(item), DetailRole);
        row->setData(QString(row->text() + QStringLiteral(", ") + words(item)), Qt::AccessibleTextRole);
        m_model->appendRow(row);
        label = std::max(label, metrics.horizontalAdvance(row->text()));
    }
    static_cast<RowDelegate *>(m_list->itemDelegate())->setLabelWidth(std::min(label + metrics.horizontalAdvance(u'M'), MostWidth / 2));
}

int CompletionPopup::current() const
{
    return m_list->currentIndex().row();
}

void CompletionPopup::step(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    int row = current() + rows;
    if (row < 0 || row >= count) // one step goes round, a page stops
        row = std::abs(rows) == 1 ? (row + count) % count : std::clamp(row, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void CompletionPopup::setTouched(bool touched)
{
    m_touched = touched;
    retranslate();
}

QSize CompletionPopup::wantedSize() const
{
    const QFontMetrics mono(Theme::instance().monospace());
    const QFontMetrics words(Theme::instance().font());
    int label = 0;
    int detail = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto index = m_model->index(row, 0);
        label = std::max(label, mono.horizontalAdvance(index.data().toString()) + mono.horizontalAdvance(u'M'));
        detail = std::max(detail, words.horizontalAdvance(index.data(DetailRole).toString()));
    }
    const int rows = std::min(m_model->rowCount(), MostRows);
    int width = std::min(label, MostWidth / 2) + detail + 4 * Padding + 4;
    if (m_model->rowCount() > MostRows)
        width += m_list->verticalScrollBar()->sizeHint().width();
    width = std::max(width, m_hint->sizeHint().width() + 2);
    return {std::clamp(width, LeastWidth, MostWidth), rows * rowHeight() + m_hint->sizeHint().height() + 2};
}

void CompletionPopup::showAt(const QRect &anchor, bool above)
{
    m_list->setFixedHeight(std::min(m_model->rowCount(), MostRows) * rowHeight());
    const auto size = wantedSize();
    QRect where(anchor.left() - Padding - 1, above ? anchor.top() - size.height() - 2 : anchor.bottom() + 2, size.width(), size.height());
    if (const auto *screen = parentWidget()->screen()) {
        const auto free = screen->availableGeometry();
        where.moveLeft(std::clamp(where.left(), free.left(), std::max(free.left(), free.right() - where.width())));
    }
    setGeometry(where);
    if (!isVisible())
        show();
    m_list->scrollTo(m_list->currentIndex());
}

void CompletionPopup::applyTheme()
{
    const auto &theme = Theme::instance();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.colour(Theme::Role::Border)); // the one pixel around
    setPalette(colours);
    setAutoFillBackground(true);
    QPalette list = m_list->palette();
    list.setColor(QPalette::Base, theme.colour(Theme::Role::Background));
    list.setColor(QPalette::Text, theme.colour(Theme::Role::Text));
    m_list->setPalette(list);
    QPalette hint = m_hint->palette();
    hint.setColor(QPalette::Window, theme.colour(Theme::Role::Header));
    hint.setColor(QPalette::WindowText, theme.colour(Theme::Role::HeaderText));
    m_hint->setPalette(hint);
    m_hint->setAutoFillBackground(true);
    m_hint->setFont(theme.font());
    fill();
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void CompletionPopup::retranslate()
{
    m_list->setAccessibleName(tr("Completions"));
    m_hint->setText(m_touched ? tr("Enter or Tab: take it · Esc: close") : tr("Tab: take it · ↓: choose · Enter: send"));
}

void CompletionPopup::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}

} // namespace atscope::views
