// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/commands/command_tree.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "views/commands/command_model.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

QString sectionOf(const QModelIndex &index)
{
    return index.data(CommandModel::SectionRole).toString();
}

bool closedAtFirst(const QString &section)
{
    return section == QLatin1String("others") || section.startsWith(QLatin1String("family:"));
}

} // namespace

CommandTree::CommandTree(QWidget *parent)
    : QWidget(parent), m_model(new CommandModel(this)), m_filter(new QLineEdit(this)), m_missing(new QToolButton(this)),
      m_tree(new QTreeView(this)), m_empty(new QLabel(this)), m_arrow(new QTimer(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(4, 4, 4, 4);
    box->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_filter, 1);
    line->addWidget(m_missing);
    box->addLayout(line);
    box->addWidget(m_tree, 1);
    box->addWidget(m_empty, 1);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->hide();
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_missing->setCheckable(true);
    m_missing->setChecked(true);
    m_missing->setAutoRaise(true);
    m_missing->setFocusPolicy(Qt::TabFocus);

    m_tree->setModel(m_model);
    m_tree->setItemDelegateForColumn(CommandModel::Name, new CommandDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(16);
    m_tree->header()->setSectionResizeMode(CommandModel::Name, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(CommandModel::Star, QHeaderView::Fixed);
    m_tree->installEventFilter(this);
    m_arrow->setSingleShot(true);
    m_arrow->setInterval(ArrowPauseMs);

    connect(m_filter, &QLineEdit::textChanged, this, &CommandTree::refilter);
    connect(m_missing, &QToolButton::clicked, this, [this](bool on) {
        setShowsMissing(on);
        Q_EMIT settingsChanged();
    });
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == CommandModel::Star && !index.data(Qt::DisplayRole).toString().isEmpty())
            toggleFavourite(index);
        else if (!sectionOf(index.siblingAtColumn(0)).isEmpty())
            m_tree->setExpanded(index.siblingAtColumn(0), !m_tree->isExpanded(index.siblingAtColumn(0)));
        else
            choose(index);
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &CommandTree::showMenu);
    connect(m_arrow, &QTimer::timeout, this, [this] { choose(m_tree->currentIndex()); });
    const auto remember = [this](const QModelIndex &index, bool open) {
        const QString section = sectionOf(index);
        if (m_quiet || section.isEmpty() || m_model->isFiltered())
            return;
        m_collapsed.removeAll(section);
        m_opened.removeAll(section);
        (open ? m_opened : m_collapsed) << section;
    };
    connect(m_tree, &QTreeView::expanded, this, [remember](const QModelIndex &index) { remember(index, true); });
    connect(m_tree, &QTreeView::collapsed, this, [remember](const QModelIndex &index) { remember(index, false); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &CommandTree::afterReset);
    connect(&Theme::instance(), &Theme::changed, this, [this] { m_tree->viewport()->update(); });
    retranslate();
}

CommandTree::~CommandTree() = default;

void CommandTree::setDialect(std::shared_ptr<const decode::Dialect> dialect)
{
    m_currentCommand = nullptr; // of the old catalog, maybe
    m_currentForm = nullptr;
    m_model->setDialect(std::move(dialect));
}

void CommandTree::setLanguage(catalog::Language language)
{
    m_model->setLanguage(language);
}

QStringList CommandTree::favourites() const
{
    return m_model->favourites();
}

void CommandTree::setFavourites(const QStringList &names)
{
    m_model->setFavourites(names);
}

QStringList CommandTree::recent() const
{
    return m_model->recent();
}

void CommandTree::setRecent(const QStringList &names)
{
    m_model->setRecent(names.mid(0, MostRecent));
}

bool CommandTree::showsMissing() const
{
    return m_model->showsMissing();
}

void CommandTree::setShowsMissing(bool shows)
{
    m_missing->setChecked(shows);
    m_model->setShowsMissing(shows);
}

void CommandTree::noteUsed(const QString &name)
{
    QStringList names = m_model->recent();
    if (name.isEmpty() || (!names.isEmpty() && names.first() == name))
        return;
    names.removeAll(name);
    names.prepend(name);
    setRecent(names);
    Q_EMIT settingsChanged();
}

void CommandTree::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void CommandTree::setCurrent(const catalog::Command *command, const catalog::Form *form)
{
    m_currentCommand = command;
    m_currentForm = form;
    const QModelIndex now = m_tree->currentIndex();
    // Its row in the favourites, or the command's own row, is as good.
    if (command != nullptr && m_model->command(now) == command && (m_model->form(now) == nullptr || m_model->form(now) == form))
        return;
    const QModelIndex index = m_model->find(command, nullptr);
    if (!index.isValid()) {
        m_tree->setCurrentIndex({});
        return;
    }
    m_tree->setCurrentIndex(index);
}

void CommandTree::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter: name, title, parameter"));
    m_filter->setAccessibleName(tr("Filter commands"));
    m_filter->setAccessibleDescription(tr("By name, title, group and names of parameters; Escape clears it"));
    m_missing->setText(tr("All"));
    m_missing->setToolTip(tr("Also show commands that this module does not have"));
    m_missing->setAccessibleName(m_missing->toolTip());
    m_missing->setAccessibleDescription(m_missing->toolTip());
    m_tree->setAccessibleName(tr("Commands"));
    m_tree->setAccessibleDescription(tr("Enter puts the command into the form, Ctrl+D makes it a favourite"));
    m_model->retranslate();
}

void CommandTree::refilter()
{
    m_model->setFilter(m_filter->text());
}

void CommandTree::afterReset()
{
    m_quiet = true;
    const bool filtered = m_model->isFiltered();
    const auto expand = [&](const QModelIndex &index, const auto &self) -> void {
        const QString section = sectionOf(index);
        if (section.isEmpty())
            return;
        const bool open = filtered || m_opened.contains(section) || (!closedAtFirst(section) && !m_collapsed.contains(section));
        m_tree->setExpanded(index, open);
        for (int row = 0; row < m_model->rowCount(index); ++row)
            self(m_model->index(row, 0, index), self);
    };
    for (int row = 0; row < m_model->rowCount(); ++row)
        expand(m_model->index(row, 0), expand);
    m_quiet = false;
    m_tree->header()->resizeSection(CommandModel::Star, fontMetrics().height() + 8);
    const bool empty = m_model->rowCount() == 0;
    m_tree->setVisible(!empty);
    m_empty->setVisible(empty);
    m_empty->setText(!m_model->dialect() ? tr("Reading the commands …")
                     : filtered ? tr("No command matches. Escape clears the filter.")
                                : tr("This module has no commands."));
    if (m_currentCommand)
        setCurrent(m_currentCommand, m_currentForm);
}

void CommandTree::choose(const QModelIndex &index)
{
    m_arrow->stop();
    const QModelIndex row = index.siblingAtColumn(0);
    const auto *command = m_model->command(row);
    if (command == nullptr)
        return;
    m_currentCommand = command;
    m_currentForm = m_model->form(row);
    Q_EMIT chosen(m_currentCommand, m_currentForm);
}

void CommandTree::toggleFavourite(const QModelIndex &index)
{
    const auto *command = m_model->command(index.siblingAtColumn(0));
    if (command == nullptr)
        return;
    const QString name = QString::fromStdString(command->name);
    QStringList names = m_model->favourites();
    if (names.removeAll(name) == 0)
        names << name;
    m_currentCommand = command; // the row stays current where it moves to
    m_currentForm = nullptr;
    m_model->setFavourites(names);
    Q_EMIT settingsChanged();
}

void CommandTree::showMenu(const QPoint &at)
{
    const QModelIndex index = m_tree->indexAt(at).siblingAtColumn(0);
    if (m_model->command(index) == nullptr)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool favourite = index.data(CommandModel::FavouriteRole).toBool();
    const QPersistentModelIndex row = index;
    connect(menu->addAction(tr("Put into the form")), &QAction::triggered, this, [this, row] { choose(row); });
    connect(menu->addAction(favourite ? tr("Remove from the favourites") : tr("Add to the favourites")), &QAction::triggered, this,
            [this, row] { toggleFavourite(row); });
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

bool CommandTree::filterKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        if (m_filter->text().isEmpty())
            return false;
        m_filter->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        // To the first command; Enter takes it at once.
        for (QModelIndex index = m_model->index(0, 0); index.isValid(); index = m_tree->indexBelow(index)) {
            if (m_model->command(index) == nullptr)
                continue;
            m_tree->setCurrentIndex(index);
            m_tree->setFocus();
            if (key == Qt::Key_Down)
                m_arrow->start();
            else
                choose(index);
            break;
        }
        return true;
    }
    default: return false;
    }
}

bool CommandTree::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_filter)
        return filterKey(key->key());
    const QModelIndex current = m_tree->currentIndex().siblingAtColumn(0);
    if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
        toggleFavourite(current);
        return true;
    }
    if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier && key->modifiers() != Qt::ShiftModifier)
        return QWidget::eventFilter(watched, event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (!sectionOf(current).isEmpty())
            m_tree->setExpanded(current, !m_tree->isExpanded(current));
        else
            choose(current);
        return true;
    case Qt::Key_Escape: return filterKey(Qt::Key_Escape);
    case Qt::Key_Up:
        if (!m_tree->indexAbove(current).isValid()) {
            focusFilter();
            return true;
        }
        [[fallthrough]];
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End: m_arrow->start(); return false;
    default: break;
    }
    // Typing goes on in the filter.
    if (!key->text().isEmpty() && key->text().front().isPrint() && !key->text().front().isSpace() && key->text() != QLatin1String("*")
        && key->text() != QLatin1String("+") && key->text() != QLatin1String("-")) {
        m_filter->setFocus();
        m_filter->insert(key->text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CommandTree::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace atscope::views
