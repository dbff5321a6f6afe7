// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QObject>

namespace atscope::session {
class Workbench;
}
namespace atscope::views {
class Composer;
class QuestionBar;
} // namespace atscope::views

namespace atscope {

// Asks once before the line of the composer goes out, where it has errors, destroys or costs something: in a bar above the
// composer, so that eyes and hands stay where they are. (The form asks for itself.) The bar belongs to `parent`; a question goes
// when the line changes. GUI thread; workbench and composer outlive it.
class SendGate final : public QObject
{
    Q_OBJECT
public:
    SendGate(session::Workbench &workbench, views::Composer &composer, QWidget *parent);
    views::QuestionBar *bar() { return m_bar; }

    // The line of the draft is to be sent; `wait`: for what it is answered later, too.
    void want(bool wait);

Q_SIGNALS:
    void granted(bool wait);

private:
    session::Workbench &m_workbench;
    views::Composer &m_composer;
    views::QuestionBar *m_bar;
    std::string m_asked; // the line that the question is about
    bool m_wait = true;
};

} // namespace atscope
