// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QStringList>
#include <QWidget>

#include "core/catalog/messages.h"
#include "core/decode/dialect.h"

class QLabel;
class QLineEdit;
class QModelIndex;
class QTimer;
class QToolButton;
class QTreeView;

namespace atscope::views {

class CommandModel;

// All commands of the module: a filter line above a tree of favourites, recently used ones and the groups of the catalog.
// Commands are named as the catalog names them (AT+CSQ); names that the catalog does not know are kept for another module.
// Knows nothing of the draft: it says what was chosen. GUI thread.
class CommandTree final : public QWidget
{
    Q_OBJECT
public:
    explicit CommandTree(QWidget *parent = nullptr);
    ~CommandTree() override;

    void setDialect(std::shared_ptr<const decode::Dialect> dialect); // null: nothing to show
    void setLanguage(catalog::Language language);

    // For the settings. Setting them says nothing back.
    QStringList favourites() const;
    void setFavourites(const QStringList &names);
    QStringList recent() const; // latest first
    void setRecent(const QStringList &names);
    bool showsMissing() const; // commands that this module does not have
    void setShowsMissing(bool shows);

    void noteUsed(const QString &name); // goes to the front of the recent ones
    void focusFilter();                 // with all of its text selected
    // Marks what is edited elsewhere, without saying chosen(). `form` null: the command.
    void setCurrent(const catalog::Command *command, const catalog::Form *form);

    static constexpr int MostRecent = 12;
    static constexpr int ArrowPauseMs = 120; // the rows an arrow key only passes are not chosen

Q_SIGNALS:
    // By click, Enter, or arrow keys that came to rest. `form` null: the one people want first.
    void chosen(const atscope::catalog::Command *command, const atscope::catalog::Form *form);
    void settingsChanged(); // favourites, recent ones or showsMissing, by the user's hand or by noteUsed()

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refilter();
    void afterReset();
    void choose(const QModelIndex &index);
    void toggleFavourite(const QModelIndex &index);
    void showMenu(const QPoint &at);
    bool filterKey(int key);

    CommandModel *m_model;
    QLineEdit *m_filter;
    QToolButton *m_missing;
    QTreeView *m_tree;
    QLabel *m_empty;
    QTimer *m_arrow;
    const catalog::Command *m_currentCommand = nullptr;
    const catalog::Form *m_currentForm = nullptr;
    QStringList m_collapsed; // sections that the user closed
    QStringList m_opened;    // and those he opened that are closed at first
    bool m_quiet = false;    // the tree is being rebuilt: what moves now was not moved by the user
};

} // namespace atscope::views
