// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFrame>

class QLabel;
class QToolButton;

namespace atscope::views {

// One sentence above the work: what went wrong and what to do. Stays until it is closed, replaced or withdrawn; never a dialog.
// GUI thread.
class MessageBar final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Notice, Failure };

    explicit MessageBar(QWidget *parent = nullptr);

    // `words` is asked again when the language changes.
    void tell(Kind kind, std::function<QString()> words);
    // Words that cannot be said again in another language: a notice goes then, a failure stays as it is.
    void tell(Kind kind, const QString &text);
    void withdraw();
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void retranslate();

    Kind m_kind = Kind::Notice;
    std::function<QString()> m_words;
    QLabel *m_sign = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace atscope::views
