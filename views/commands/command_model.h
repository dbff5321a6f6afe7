// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QAbstractItemModel>
#include <QStringList>
#include <QStyledItemDelegate>

#include "core/catalog/messages.h"
#include "core/decode/dialect.h"

namespace atscope::views {

// Sections (favourites, recent, groups, other families), their commands, and the forms of each. With a filter only what matches,
// and no favourites or recent ones: they would be there twice.
class CommandModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Star, Columns };
    enum Role { TitleRole = Qt::UserRole + 1, SectionRole, FavouriteRole, MissingRole };

    using QAbstractItemModel::QAbstractItemModel;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setDialect(std::shared_ptr<const decode::Dialect> dialect);
    void setLanguage(catalog::Language language);
    void setFilter(const QString &filter);
    void setShowsMissing(bool shows);
    void setFavourites(const QStringList &names);
    void setRecent(const QStringList &names);
    void retranslate() { rebuild(); }

    const std::shared_ptr<const decode::Dialect> &dialect() const { return m_dialect; }
    const QStringList &favourites() const { return m_favourites; }
    const QStringList &recent() const { return m_recent; }
    bool showsMissing() const { return m_showsMissing; }
    bool isFiltered() const { return !m_words.isEmpty(); }

    // Of a row; null: a section, or a command row without a form of its own.
    const catalog::Command *command(const QModelIndex &index) const;
    const catalog::Form *form(const QModelIndex &index) const;
    // Where it stands in the groups (else anywhere); invalid: not here.
    QModelIndex find(const catalog::Command *command, const catalog::Form *form) const;

private:
    struct Node
    {
        int parent = -1;
        int row = 0;
        std::vector<int> children;
        QString section; // id of a section; empty: a command or form
        QString title;   // of a section
        const catalog::Family *family = nullptr;
        const catalog::Command *command = nullptr;
        const catalog::Form *form = nullptr;
    };
    void rebuild();
    int add(int parent, Node node);
    int addSection(int parent, const QString &id, const QString &title);
    int addRow(int parent, const catalog::Family *family, const catalog::Command *command, const catalog::Form *form);
    void addCommand(int section, const catalog::Family *family, const catalog::Command *command);
    bool matches(const catalog::Command &command) const;
    QString missing(const Node &node) const; // why the module does not have it; empty: it does
    QString toolTip(const Node &node) const;
    const Node *node(const QModelIndex &index) const;
    bool chinese() const { return m_language == catalog::Language::Chinese; }

    std::shared_ptr<const decode::Dialect> m_dialect;
    catalog::Language m_language = catalog::Language::English;
    QStringList m_words; // of the filter, lower case
    QStringList m_favourites;
    QStringList m_recent;
    bool m_showsMissing = true;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
};

// The name as it stands and the title behind it, dim; struck through where the module does not have it.
class CommandDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace atscope::views
