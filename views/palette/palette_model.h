// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QAction>
#include <QPointer>
#include <QStringList>

#include "core/catalog/messages.h"
#include "core/decode/dialect.h"
#include "views/palette/palette_match.h"

namespace atscope::views {

// An entry of a menu, for the palette.
struct PaletteAction
{
    QAction *action = nullptr;
    QString id;         // stays the same in every language: what is remembered as recent
    QString menu;       // where it stands: "View"
    QString otherWords; // its text in the other language
    QString reason;     // why it cannot be done now; counts only where it is disabled
};

// Every command of the module and every action, those that fit the query, best first: by PaletteFit, then recent ones, then in
// the order of menus and catalog. Without a query the recent ones come first, then the actions, then the commands. GUI thread.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { TitleRole = Qt::UserRole + 1, WhereRole, ShortcutRole, IsCommandRole, AvailableRole, ReasonRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    // What there is. `dialect` null: no commands. Keeps the query.
    void fill(std::shared_ptr<const decode::Dialect> dialect, const std::vector<PaletteAction> &actions, catalog::Language language);
    void setQuery(const QString &text);
    // Ids, latest first: AT+CSQ, action ids.
    const QStringList &recent() const { return m_recent; }
    void setRecent(const QStringList &ids); // counts from the next fill() or setQuery() on
    void noteUsed(const QModelIndex &index);

    const catalog::Command *command(const QModelIndex &index) const; // null: an action
    QAction *action(const QModelIndex &index) const;                 // null: a command, or gone

    // How many entries the last setQuery() looked at: at most all of them, and only what fitted before when the query goes on.
    std::size_t examined() const { return m_examined; }
    std::size_t entries() const { return m_entries.size(); }

    static constexpr int MostRecent = 20;

private:
    struct Entry
    {
        const catalog::Command *command = nullptr;
        QPointer<QAction> action;
        QString id;
        QString name;
        QString title;
        QString where;
        QString reason;
        PaletteWords words;
    };
    const Entry *entry(const QModelIndex &index) const;
    void search(const PaletteQuery &query, bool narrow);

    std::shared_ptr<const decode::Dialect> m_dialect; // owns the commands
    std::vector<Entry> m_entries;
    std::vector<int> m_rows; // indexes of entries
    QStringList m_recent;
    PaletteQuery m_query{QString()};
    std::size_t m_examined = 0;
};

// Without the mnemonic: "&Open", "打开(&O)".
QString withoutMnemonic(const QString &text);

} // namespace atscope::views
