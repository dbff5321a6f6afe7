// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include "app/atscope/languages.h"
#include "app/atscope/main_window.h"
#include "core/session/workbench.h"
#include "views/composer/composer.h"
#include "views/connection/connection_bar.h"
#include "views/form/form_view.h"
#include "views/kit/theme.h"
#include "views/terminal/terminal_view.h"

namespace atscope::test {

// The whole window with settings of its own, as a user meets it.
struct Window
{
    QTemporaryDir folder;
    std::unique_ptr<session::Workbench> workbench;
    Languages languages;
    std::unique_ptr<MainWindow> window;

    explicit Window(catalog::Language language = catalog::Language::English) { make(language); }
    ~Window() { close(); }

    void make(catalog::Language language, const QString &layout = {})
    {
        session::Workbench::Options options;
        options.settingsFolder = folder.path().toStdString();
        auto made = session::Workbench::open(std::move(options));
        if (!made)
            qFatal("the workbench does not open: %s", made.error().message.code.c_str());
        workbench = std::move(made).value();
        window = std::make_unique<MainWindow>(*workbench, languages);
        window->setLanguage(language);
        window->restore(layout);
        window->show();
        window->activateWindow();
        workbench->start();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    void close()
    {
        if (window)
            window->close();
        window.reset();
        workbench.reset();
        languages.use(catalog::Language::English);
    }

    // Presses a key wherever the focus is, as the user does.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(focus(), key, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(focus(), text); }
    QWidget *focus() { return QApplication::focusWidget() ? QApplication::focusWidget() : window.get(); }

    bool isOpen() const
    {
        const auto *log = workbench->current();
        return log && log->state == transport::ChannelState::Open;
    }
    void control(const std::string &json) { workbench->current()->live->virtualModule()->control(json); }
    // Into the composer, by keys: the line replaces what was there.
    void compose(const QString &line)
    {
        key(Qt::Key_L, Qt::ControlModifier);
        key(Qt::Key_A, Qt::ControlModifier);
        type(line);
        key(Qt::Key_Escape); // a list or a tip that is open
    }

    template<class T>
    static T *named(QWidget *in, const QString &accessibleName)
    {
        for (auto *child : in->findChildren<T *>())
            if (child->accessibleName().startsWith(accessibleName) && child->isVisible())
                return child;
        return nullptr;
    }
    static bool shows(QWidget *in, const QString &text)
    {
        for (const auto *label : in->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    // The texts of all cells of the first row that has `text` in one of them.
    static QString rowWith(const views::LogView &view, const QString &text)
    {
        const auto *source = view.source();
        for (std::int64_t row = 0; row < source->rows(); ++row) {
            QString all;
            const auto shown = source->row(row);
            for (const auto &cell : shown.cells)
                all += cell.text + QLatin1Char('|');
            if (all.contains(text))
                return all;
        }
        return {};
    }
};

} // namespace atscope::test
