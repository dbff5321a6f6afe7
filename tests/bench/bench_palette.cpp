// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QApplication>
#include <QKeyEvent>

#include "core/session/workspace.h"
#include "views/kit/theme.h"
#include "views/palette/command_palette.h"

// What a key in the command palette costs, from the event to the painted rows, with the whole catalog. Limit: 10 ms (the worst is the
// first glyph of a font that has to be loaded).
using namespace atscope;

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    views::Theme::instance().setTheme(views::Theme::Kind::Light);
    const auto workspace = session::Workspace::open({});
    if (!workspace)
        return 1;
    QWidget window;
    window.resize(1366, 768);
    views::CommandPalette palette(&window);
    palette.model().fill(workspace.value()->dialect("generic"), {}, catalog::Language::Chinese);
    window.show();
    palette.open();
    QApplication::processEvents();
    std::vector<double> ms;
    for (int round = 0; round < 10; ++round) {
        for (const QString &query : {QStringLiteral("at+ciotconnectpara"), QStringLiteral("signal strength"), QStringLiteral("cgdcont"), QStringLiteral("信号强度")}) {
            const auto press = [&](int key, const QString &text) {
                const auto begin = std::clock(); // CPU time: other programs of the machine do not count
                QKeyEvent pressed(QEvent::KeyPress, key, Qt::NoModifier, text);
                QApplication::sendEvent(QApplication::focusWidget(), &pressed);
                QApplication::processEvents(); // layout and paint
                ms.push_back(static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
            };
            for (const auto c : query)
                press(0, QString(c));
            for (qsizetype i = 0; i < query.size(); ++i)
                press(Qt::Key_Backspace, {});
        }
    }
    std::sort(ms.begin(), ms.end());
    std::printf("palette: %zu entries, %zu keys: median %.2f ms, 99 %% %.2f ms, worst %.2f ms of CPU a key\n", palette.model().entries(), ms.size(), ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back());
    return ms[ms.size() * 99 / 100] < 10 ? 0 : 1;
}
