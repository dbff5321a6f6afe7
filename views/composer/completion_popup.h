// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFrame>

#include "views/composer/catalog_completion.h"

class QLabel;
class QListView;
class QStandardItemModel;

namespace atscope::views {

// The list under the cursor. It never takes the focus: who owns the editor hands it its keys. GUI thread.
class CompletionPopup final : public QFrame
{
    Q_OBJECT
public:
    explicit CompletionPopup(QWidget *owner);

    void setItems(std::vector<CompletionItem> items); // keeps the current one if it is still there
    const std::vector<CompletionItem> &items() const { return m_items; }
    int current() const;
    void step(int rows); // down or up, around the ends by one
    // The user has picked something (moved in the list): Enter takes it. Until then the list is only an offer.
    bool touched() const { return m_touched; }
    void setTouched(bool touched);
    void showAt(const QRect &anchor, bool above); // of the text, global; `above`: over it

protected:
    void changeEvent(QEvent *event) override;

Q_SIGNALS:
    void picked(int row); // with the mouse

private:
    void fill();
    void retranslate();
    void applyTheme();
    QString words(const CompletionItem &item) const;
    QSize wantedSize() const;

    std::vector<CompletionItem> m_items;
    QListView *m_list = nullptr;
    QStandardItemModel *m_model = nullptr;
    QLabel *m_hint = nullptr;
    bool m_touched = false;
};

} // namespace atscope::views
