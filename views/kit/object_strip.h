// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QTimer>
#include <QWidget>

#include "core/session/objects.h"
#include "core/session/workbench.h"

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace atscope::views {

// Below a list of events: what the selected event is part of (an HTTP response, a write, a transfer), how far that is, and on demand
// its content, put together and unpacked, which can be saved. Hidden where the event is part of nothing. GUI thread; looks for the
// object in short steps, and only while the view around it is visible.
class ObjectStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit ObjectStrip(session::Workbench &workbench, QWidget *parent = nullptr);
    ~ObjectStrip() override;

    const std::optional<decode::Object> &object() const { return m_object; }
    void setRevealed(bool revealed); // secrets are dots until then

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(); // another selection
    void look();
    void step();
    void show(std::optional<decode::Object> object);
    void showContent();
    void save();
    void drop();
    void applyTheme();
    void retranslate();

    session::Workbench &m_workbench;
    std::unique_ptr<session::ObjectSearch> m_search;
    std::optional<decode::Object> m_object;
    int m_log = 0;
    bool m_revealed = false;
    QTimer m_stepTimer;  // goes on looking
    QTimer m_againTimer; // it may have grown
    QLabel *m_headline = nullptr;
    QToolButton *m_content = nullptr;
    QToolButton *m_save = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace atscope::views
