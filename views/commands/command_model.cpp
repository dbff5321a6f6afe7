// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/commands/command_model.h"

#include <algorithm>

#include <QFont>

#include "core/catalog/line.h"
#include "core/catalog/messages.h"
#include "core/session/explanation.h"

namespace atscope::views {

using catalog::Danger;
using catalog::FormKind;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Danger dangerOf(const catalog::Command &command, const catalog::Form *form)
{
    if (form)
        return form->danger;
    Danger worst = Danger::None;
    for (const auto &each : command.forms)
        worst = std::max(worst, each.danger);
    return worst;
}

} // namespace

QModelIndex CommandModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = node(parent);
    const auto &rows = above ? above->children : m_roots;
    if (row < 0 || static_cast<std::size_t>(row) >= rows.size() || column < 0 || column >= Columns || (parent.isValid() && parent.column() != 0))
        return {};
    return createIndex(row, column, static_cast<quintptr>(rows[static_cast<std::size_t>(row)]));
}

QModelIndex CommandModel::parent(const QModelIndex &index) const
{
    const Node *here = node(index);
    if (here == nullptr || here->parent < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(here->parent)].row, 0, static_cast<quintptr>(here->parent));
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_roots.size());
    const Node *above = node(parent);
    return above && parent.column() == 0 ? static_cast<int>(above->children.size()) : 0;
}

int CommandModel::columnCount(const QModelIndex &) const
{
    return Columns;
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    const Node *here = node(index);
    if (here == nullptr)
        return {};
    if (!here->section.isEmpty()) {
        if (index.column() == Star)
            return {};
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole: return here->title;
        case SectionRole: return here->section;
        default: return {};
        }
    }
    const bool favourite = m_favourites.contains(text(here->command->name));
    if (role == FavouriteRole)
        return favourite;
    if (index.column() == Star) {
        if (here->form)
            return {};
        switch (role) {
        case Qt::DisplayRole: return favourite ? QStringLiteral("★") : QStringLiteral("☆");
        case Qt::TextAlignmentRole: return static_cast<int>(Qt::AlignCenter);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole: return favourite ? tr("Remove from the favourites (Ctrl+D)") : tr("Add to the favourites (Ctrl+D)");
        default: return {};
        }
    }
    const bool dangerous = dangerOf(*here->command, here->form) != Danger::None;
    const QString absent = missing(*here);
    switch (role) {
    case Qt::DisplayRole: {
        QString name = text(here->command->name);
        if (here->form)
            switch (here->form->kind) {
            case FormKind::Set: name = tr("Set"); break;
            case FormKind::Read: name = tr("Read"); break;
            case FormKind::Test: name = tr("Test"); break;
            case FormKind::Execute: name = tr("Execute"); break;
            }
        return dangerous ? name + QStringLiteral(" ⚠") : name;
    }
    case TitleRole: {
        if (!here->form)
            return text(here->command->title.in(chinese()));
        const QString title = text(here->form->title.in(chinese()));
        return title.isEmpty() ? text(session::syntaxOf(*here->command, *here->form)) : title;
    }
    case MissingRole: return !absent.isEmpty();
    case Qt::ToolTipRole: return toolTip(*here);
    case Qt::AccessibleTextRole:
        return data(index, Qt::DisplayRole).toString() + QStringLiteral(", ") + data(index, TitleRole).toString()
            + (dangerous ? QStringLiteral(", ") + (dangerOf(*here->command, here->form) == Danger::Destructive ? tr("destructive") : tr("costly")) : QString())
            + (favourite && !here->form ? QStringLiteral(", ") + tr("favourite") : QString())
            + (absent.isEmpty() ? QString() : QStringLiteral(", ") + absent);
    default: return {};
    }
}

Qt::ItemFlags CommandModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

void CommandModel::setDialect(std::shared_ptr<const decode::Dialect> dialect)
{
    // The old catalog's commands are shown until the rows are new.
    const auto old = m_dialect;
    beginResetModel();
    m_nodes.clear();
    m_roots.clear();
    m_dialect = std::move(dialect);
    endResetModel();
    rebuild();
}

void CommandModel::setLanguage(catalog::Language language)
{
    m_language = language;
    rebuild();
}

void CommandModel::setFilter(const QString &filter)
{
    m_words = filter.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    rebuild();
}

void CommandModel::setShowsMissing(bool shows)
{
    m_showsMissing = shows;
    rebuild();
}

void CommandModel::setFavourites(const QStringList &names)
{
    m_favourites = names;
    m_favourites.removeDuplicates();
    rebuild();
}

void CommandModel::setRecent(const QStringList &names)
{
    m_recent = names;
    m_recent.removeDuplicates();
    rebuild();
}

const catalog::Command *CommandModel::command(const QModelIndex &index) const
{
    const Node *here = node(index);
    return here ? here->command : nullptr;
}

const catalog::Form *CommandModel::form(const QModelIndex &index) const
{
    const Node *here = node(index);
    return here ? here->form : nullptr;
}

QModelIndex CommandModel::find(const catalog::Command *command, const catalog::Form *form) const
{
    QModelIndex found;
    for (std::size_t i = 0; command != nullptr && i < m_nodes.size(); ++i) {
        const Node &here = m_nodes[i];
        if (here.command != command || (here.form != nullptr && here.form != form))
            continue;
        const QModelIndex index = createIndex(here.row, 0, static_cast<quintptr>(i));
        QModelIndex section = index;
        while (section.parent().isValid())
            section = section.parent();
        const bool group = section.data(SectionRole).toString().startsWith(QLatin1String("group:"));
        if (!found.isValid() || group)
            found = index;
        if (group && here.form == form)
            break;
    }
    return found;
}

void CommandModel::rebuild()
{
    beginResetModel();
    m_nodes.clear();
    m_roots.clear();
    if (m_dialect) {
        const auto &view = m_dialect->view();
        const auto named = [&](const QString &id, const QString &title, const QStringList &names) {
            const int section = addSection(-1, id, title);
            for (const QString &name : names)
                if (const auto found = view.command(name.toStdString()))
                    addCommand(section, found.family, found.item);
            if (m_nodes[static_cast<std::size_t>(section)].children.empty()) { // nothing in it: it is not there
                m_nodes.pop_back();
                m_roots.pop_back();
            }
        };
        if (!isFiltered()) {
            named(QStringLiteral("favourites"), tr("Favourites"), m_favourites);
            named(QStringLiteral("recent"), tr("Recent"), m_recent);
        }
        std::vector<std::pair<QString, int>> groups; // in the order of the catalog
        for (const auto &found : view.commands()) {
            if (!matches(*found))
                continue;
            if (!m_showsMissing && !catalog::onModule(found->modules, view.module()))
                continue;
            const QString group = found->group.empty() ? text(found.family->title.in(chinese())) : text(catalog::Messages::group(found->group, chinese() ? catalog::Language::Chinese : catalog::Language::English));
            auto it = std::find_if(groups.begin(), groups.end(), [&](const auto &entry) { return entry.first == group; });
            if (it == groups.end())
                it = groups.insert(groups.end(), {group, addSection(-1, QStringLiteral("group:") + group, group)});
            addCommand(it->second, found.family, found.item);
        }
        int others = -1;
        for (const auto &family : view.catalog().model().families) {
            const auto &mine = view.families();
            if (!m_showsMissing || std::find(mine.begin(), mine.end(), &family) != mine.end())
                continue;
            int section = -1;
            for (const auto &command : family.commands) {
                if (!matches(command))
                    continue;
                if (others < 0)
                    others = addSection(-1, QStringLiteral("others"), tr("Other families"));
                if (section < 0)
                    section = addSection(others, QStringLiteral("family:") + text(family.id), text(family.title.in(chinese())));
                addCommand(section, &family, &command);
            }
        }
    }
    endResetModel();
}

int CommandModel::add(int parent, Node node)
{
    const int id = static_cast<int>(m_nodes.size());
    auto &siblings = parent < 0 ? m_roots : m_nodes[static_cast<std::size_t>(parent)].children;
    node.parent = parent;
    node.row = static_cast<int>(siblings.size());
    siblings.push_back(id);
    m_nodes.push_back(std::move(node));
    return id;
}

int CommandModel::addSection(int parent, const QString &id, const QString &title)
{
    Node node;
    node.section = id;
    node.title = title;
    return add(parent, std::move(node));
}

int CommandModel::addRow(int parent, const catalog::Family *family, const catalog::Command *command, const catalog::Form *form)
{
    Node node;
    node.family = family;
    node.command = command;
    node.form = form;
    return add(parent, std::move(node));
}

void CommandModel::addCommand(int section, const catalog::Family *family, const catalog::Command *command)
{
    const int row = addRow(section, family, command, nullptr);
    if (command->forms.size() < 2)
        return;
    for (const auto kind : {FormKind::Set, FormKind::Execute, FormKind::Read, FormKind::Test})
        for (const auto &form : command->forms)
            if (form.kind == kind)
                addRow(row, family, command, &form);
}

// Every word of the filter must stand somewhere: name, title in both languages, group, parameters.
bool CommandModel::matches(const catalog::Command &command) const
{
    if (m_words.isEmpty())
        return true;
    std::string all = command.name + '\n' + command.title.en + '\n' + command.title.zh + '\n' + command.group;
    for (const auto &alias : command.aliases)
        all += '\n' + alias;
    for (const auto &form : command.forms) {
        all += '\n' + form.title.en + '\n' + form.title.zh;
        for (const auto &parameter : form.parameters)
            all += '\n' + parameter.name;
    }
    const QString folded = text(all).toCaseFolded();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return folded.contains(word); });
}

QString CommandModel::missing(const Node &node) const
{
    const auto &view = m_dialect->view();
    const auto &module = view.module();
    const auto &mine = view.families();
    if (std::find(mine.begin(), mine.end(), node.family) == mine.end())
        return tr("%1 does not have these commands").arg(text(module.id));
    const auto &modules = node.form && catalog::onModule(node.command->modules, module) ? node.form->modules : node.command->modules;
    if (catalog::onModule(modules, module))
        return {};
    QStringList names;
    for (const auto &name : modules)
        names << text(name);
    return tr("Not on %1, only on %2").arg(text(module.id), names.join(QStringLiteral(", ")));
}

QString CommandModel::toolTip(const Node &node) const
{
    QStringList lines{text(node.command->name) + QStringLiteral("  ") + text(node.command->title.in(chinese()))};
    for (const auto &form : node.command->forms) {
        if (node.form && &form != node.form)
            continue;
        lines << text(session::syntaxOf(*node.command, form));
        if (form.danger == Danger::None)
            continue;
        const QString words = text(form.dangerText.in(chinese()));
        const QString kind = form.danger == Danger::Destructive ? tr("Destructive") : tr("Costly");
        lines << QStringLiteral("⚠ ") + (words.isEmpty() ? kind : tr("%1: %2").arg(kind, words));
    }
    if (const QString absent = missing(node); !absent.isEmpty())
        lines << absent;
    return lines.join(QLatin1Char('\n'));
}

const CommandModel::Node *CommandModel::node(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() < m_nodes.size() ? &m_nodes[index.internalId()] : nullptr;
}

} // namespace atscope::views
