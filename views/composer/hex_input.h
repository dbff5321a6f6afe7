// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/catalog/messages.h"
#include "core/session/hex_bytes.h"
#include "views/composer/line_history.h"

class QComboBox;
class QPlainTextEdit;

namespace atscope::views {

// Bytes written in hexadecimal, and the line end that goes behind them if it is asked for. GUI thread.
class HexInput final : public QWidget
{
    Q_OBJECT
public:
    explicit HexInput(QWidget *parent = nullptr);

    // What would go out: with the line end; empty where there is a problem.
    std::string bytes() const;
    const session::HexBytes &read() const { return m_read; }
    // One line for people: the problem, or the bytes and their text.
    QString words(catalog::Language language) const;
    void noteSent(); // into its history; all of it is selected, so that the next key begins anew
    void showProblem(); // selects what is wrong

    QPlainTextEdit &edit() { return *m_edit; }
    QComboBox &lineEnd() { return *m_ending; }
    void fit(int mostLines);
    void applyTheme();

Q_SIGNALS:
    void changed();
    void sendWanted(bool atOnce); // Enter; at once: Ctrl+Enter
    void focusChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void take();
    bool walk(bool older);

    QPlainTextEdit *m_edit = nullptr;
    QComboBox *m_ending = nullptr;
    session::HexBytes m_read;
    LineHistory m_history;
};

} // namespace atscope::views
