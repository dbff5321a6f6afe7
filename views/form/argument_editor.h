// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QDateTime>
#include <QWidget>

#include "core/catalog/model.h"

class QPlainTextEdit;
class QLineEdit;

namespace atscope::views {

// What the line says of one parameter: the bytes between its quotes.
struct ArgumentState
{
    bool given = false; // "" is given, an empty place is not
    std::string text;
    std::size_t bytes = 0; // that the module counts: escapes undone
    std::string name; // what its number is called (a LwM2M object, a resource)
    bool operator==(const ArgumentState &) const = default;
};

// What an editor must know of its parameter; pointers into the catalog, which outlives every editor.
struct EditorSpec
{
    const catalog::Parameter *parameter = nullptr;
    const catalog::TypeSpec *type = nullptr;                  // with variants applied
    std::vector<const catalog::ValueMeaning *> values;        // those that exist now
    std::string itemSeparator;                                // of records, as the module has it set
    std::string separator;
    std::function<QDateTime()> clock;                         // never empty
    QString name;                                             // for screen readers
    QString description;                                      // type, range and help in words
    QString placeholder;
    bool chinese = false;
    bool masked = false;  // holds a secret
    bool payload = false; // may come from a file
    std::size_t mostFileBytes = 0;
};

// An editor of one argument's text. It shows what the draft says and speaks up only when the user changed something; what it is
// being typed into is not rewritten by the answer to its own edits.
class ArgumentEditor : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void configure(const EditorSpec &spec) = 0; // again after every change of types, language or facts
    virtual QWidget *focusTarget() = 0;
    virtual std::string text() const = 0; // as it stands in the editor
    virtual bool isNarrow() const { return false; } // fits beside its label
    // Bytes of the text that a problem is about; length 0: none.
    virtual void place(std::size_t, std::size_t, const QString &) {}

    void present(const ArgumentState &state)
    {
        const bool same = state.given == m_state.given && state.text == m_state.text && m_shown;
        m_state = state;
        if (!same)
            display();
        m_shown = true;
        stateTaken();
    }
    // The draft's answer to an edit of this editor.
    void accept(const ArgumentState &state)
    {
        m_state = state;
        m_shown = true;
        stateTaken();
    }
    // The user is done here: what the line made of it is shown.
    void resync()
    {
        if (text() != m_state.text) {
            display();
            stateTaken();
        }
    }
    const ArgumentState &state() const { return m_state; }

Q_SIGNALS:
    // keepEmpty: an empty text is meant ("" on the line), not an empty place.
    void edited(const std::string &text, bool keepEmpty);
    void noticed(const QString &text);

protected:
    virtual void display() = 0; // m_state, without saying edited()
    virtual void stateTaken() {}

private:
    ArgumentState m_state;
    bool m_shown = false;
};

ArgumentEditor *makeEditor(const EditorSpec &spec, QWidget *parent);
// Would makeEditor give the same class? Then the editor there is may stay.
bool sameEditor(const EditorSpec &a, const EditorSpec &b);

// Sets a text and leaves the cursor where it was.
void setTextKeeping(QLineEdit &edit, const QString &text);
void setTextKeeping(QPlainTextEdit &edit, const QString &text);
// "2026-01-02 03:04:05" by a format of the catalog (YYYY YY MM DD hh mm ss SSS zz).
std::string formatted(const QDateTime &time, const std::string &format);

} // namespace atscope::views
