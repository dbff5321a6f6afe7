// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/command_palette.h"

#include <algorithm>

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "views/kit/theme.h"
#include "views/palette/palette_delegate.h"

namespace atscope::views {

namespace {

constexpr int Width = 680;
constexpr int Rows = 14;

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

// A key that is held down repeats: the Enter that chose a command must not go on into the line editor and send it.
class HeldEnter final : public QObject
{
public:
    HeldEnter() : QObject(qApp) { qApp->installEventFilter(this); }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease && event->type() != QEvent::ShortcutOverride)
            return false;
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isEnter(key->key()) && key->isAutoRepeat())
            return true;
        if (event->type() != QEvent::ShortcutOverride)
            deleteLater(); // let go of, or another key
        return false;
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window), m_model(new PaletteModel(this)), m_edit(new QLineEdit(this)), m_list(new QListView(this)), m_hint(new QLabel(this))
{
    setAutoFillBackground(true);
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setQuery(text);
        refresh();
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::showCurrent);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now) && now->window() == this->window())
            hide();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        if (isVisible())
            place();
    });
    window->installEventFilter(this);
    retranslate();
    hide();
}

void CommandPalette::open()
{
    if (isVisible()) {
        withdraw();
        return;
    }
    m_before = QApplication::focusWidget();
    m_edit->clear();
    m_model->setQuery({});
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    refresh();
}

void CommandPalette::withdraw()
{
    const auto before = m_before;
    hide();
    if (before && before->isVisible())
        before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::place()
{
    const auto *window = parentWidget();
    const int row = m_list->fontMetrics().height() + 8;
    const int width = std::min(std::max(Width, fontMetrics().averageCharWidth() * 90), window->width() - 32);
    const int height = std::min(row * std::min(m_model->rowCount(), Rows) + m_edit->sizeHint().height() + m_hint->fontMetrics().height() * 2 + 40, window->height() - 48);
    setGeometry((window->width() - width) / 2, std::max(0, std::min(64, (window->height() - height) / 2)), width, height);
}

void CommandPalette::refresh()
{
    m_list->setVisible(m_model->rowCount() > 0);
    place(); // as high as what was found
    m_list->setCurrentIndex(m_model->index(0));
    m_list->verticalScrollBar()->setValue(0);
    showCurrent();
}

void CommandPalette::showCurrent()
{
    const auto index = m_list->currentIndex();
    const auto reason = index.data(PaletteModel::ReasonRole).toString();
    m_hint->setAlignment(index.isValid() ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter);
    if (!index.isValid())
        m_hint->setText(tr("No command and no action fits. Fewer letters find more: part of a name, a title or a group, in English or Chinese."));
    else if (!reason.isEmpty())
        m_hint->setText(QStringLiteral("⚠ ") + reason);
    else if (m_model->command(index))
        m_hint->setText(tr("Enter puts it into the form and the line editor. Nothing is sent."));
    else
        m_hint->setText(tr("Enter does it."));
    if (!isVisible())
        return;
    // The focus stays in the line: what is chosen is said as its description, and as the current row of the list.
    const auto said = index.isValid() ? index.data(Qt::AccessibleTextRole).toString() : m_hint->text();
    m_edit->setAccessibleDescription(said);
    QAccessibleEvent described(m_edit, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    if (index.isValid()) {
        QAccessibleEvent current(m_list, QAccessible::Focus);
        current.setChild(index.row());
        QAccessible::updateAccessibility(&current);
    }
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto *command = m_model->command(index);
    const QPointer<QAction> action = m_model->action(index);
    if (!command && (!action || !action->isEnabled())) {
        m_list->setCurrentIndex(index);
        QAccessibleEvent alert(m_hint, QAccessible::Alert); // the reason stands there
        QAccessible::updateAccessibility(&alert);
        return;
    }
    m_model->noteUsed(index);
    Q_EMIT recentChanged();
    withdraw();
    if (command)
        Q_EMIT commandChosen(command);
    else
        action->trigger();
}

void CommandPalette::step(int rows)
{
    const int count = m_model->rowCount();
    if (count > 0)
        m_list->setCurrentIndex(m_model->index(std::clamp(m_list->currentIndex().row() + rows, 0, count - 1)));
}

bool CommandPalette::key(int key, bool repeated)
{
    const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    switch (key) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_PageDown: step(page); return true;
    case Qt::Key_PageUp: step(-page); return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true; // there is nowhere else to go in here
    case Qt::Key_Escape: withdraw(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!repeated) {
            new HeldEnter;
            choose(m_list->currentIndex());
        }
        return true;
    default: return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        if ((pressed->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier)
            return key(pressed->key(), pressed->isAutoRepeat());
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this); // it lies over other views: where it ends must be seen in both themes
    painter.setPen(Theme::instance().colour(Theme::Role::Focus));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::retranslate()
{
    setAccessibleName(tr("Command palette"));
    m_edit->setPlaceholderText(tr("A command or an action: part of its name, title or group"));
    m_edit->setAccessibleName(tr("Command palette"));
    m_list->setAccessibleName(tr("Commands and actions"));
}

void CommandPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace atscope::views
