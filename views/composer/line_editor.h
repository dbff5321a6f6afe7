// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <Qsci/qsciscintilla.h>

#include "core/base/anchor.h"
#include "core/catalog/line.h"
#include "views/composer/pasted_text.h"

namespace atscope::views {

// A QsciScintilla that is a line: no margins, no undo of its own, no key that makes a second line, text in and out as bytes
// (positions are byte offsets in UTF-8), pasted text cleaned (pasted_text.h). The composer gives it meaning.
class LineEditor final : public QsciScintilla
{
    Q_OBJECT
public:
    explicit LineEditor(QWidget *parent = nullptr);

    // First say in every key; true: done. Also asked whether a key is wanted that is a shortcut somewhere else.
    using KeyHandler = std::function<bool(QKeyEvent &)>;
    void setKeyHandler(KeyHandler handler) { m_keyHandler = std::move(handler); }

    std::string bytes() const;
    // Puts a text in, changing only what differs, so that the cursor stays where it was if it can.
    void setBytes(std::string_view text);
    void replace(base::Span span, std::string_view text); // the cursor goes behind it; one edited()
    std::size_t position() const;
    std::size_t anchor() const;
    bool hasSelection() const { return position() != anchor(); }
    void select(std::size_t anchor, std::size_t position);
    bool composing() const { return m_composing; } // an input method holds text that is none yet

    void mark(const std::vector<catalog::Problem> &problems); // squiggles
    void applyTheme();
    int linesShown() const; // with wrapped ones
    QRect characterRect(std::size_t position) const; // in global coordinates

    // Indicators of QScintilla in use.
    static constexpr int ErrorIndicator = 8;
    static constexpr int WarningIndicator = 9;
    static constexpr int CompositionIndicator = 10;

Q_SIGNALS:
    void edited();       // by the user; once for each key, paste or commit
    void cursorMoved();
    void pasteRefused(const atscope::views::PastedText &pasted);
    void hovered(int position); // byte; −1: not over text any more
    void menuWanted(const QPoint &global);
    void focusChanged(bool focus);
    void scrolledOrResized();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void assignKeys();
    void changed();
    bool ours(const QKeyEvent &event) const;

    KeyHandler m_keyHandler;
    int m_batch = 0; // changes are told once, at the end
    bool m_dirty = false;
    bool m_silent = false;
    bool m_composing = false;
    base::Span m_composition; // of an input method, in the text
    class Batch;
};

} // namespace atscope::views
