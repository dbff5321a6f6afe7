// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "core/session/draft.h"
#include "views/composer/assistant.h"
#include "views/composer/completion_popup.h"
#include "views/composer/composer.h"
#include "views/composer/line_editor.h"
#include "views/composer/problem_strip.h"

namespace atscope::test {

inline std::shared_ptr<const decode::Dialect> ml302()
{
    static const auto s_catalog = catalog::Catalog::builtIn();
    static const auto s_dialect = std::make_shared<const decode::Dialect>(s_catalog, s_catalog->module("ML302"));
    return s_dialect;
}

// A composer on the screen, with a draft of its own.
struct ComposerFixture
{
    session::Draft draft;
    views::Composer composer{draft};

    ComposerFixture()
    {
        draft.setContext(ml302(), {});
        composer.resize(700, composer.sizeHint().height());
        composer.show();
        QApplication::setActiveWindow(&composer);
        composer.focusEditor();
    }
    views::LineEditor &editor() { return composer.editor(); }
    void type(const char *text) { QTest::keyClicks(&editor(), QString::fromUtf8(text)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&editor(), key, modifiers); }
    void paste(const QString &text)
    {
        QApplication::clipboard()->setText(text);
        key(Qt::Key_V, Qt::ControlModifier);
    }
    views::CompletionPopup &list() { return composer.assistant().list(); }
    bool listed(const std::string &label)
    {
        const auto &items = list().items();
        return std::any_of(items.begin(), items.end(), [&](const auto &item) { return item.label == label; });
    }
    views::ProblemStrip &strip() { return *composer.findChild<views::ProblemStrip *>(); }
};

} // namespace atscope::test
