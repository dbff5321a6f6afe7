// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QApplication>
#include <QKeyEvent>

#include "core/session/draft.h"
#include "core/session/workspace.h"
#include "views/composer/assistant.h"
#include "views/composer/completion_popup.h"
#include "views/composer/composer.h"
#include "views/composer/line_editor.h"
#include "views/kit/theme.h"

// What a key in the composer costs, from the event to the painted list of completions, with the whole catalog. Limit: 10 ms. The floor
// is the same key in an editor without a catalog.
using namespace atscope;

namespace
{

struct Figures {
    double median = 0;
    double most = 0; // 99 %
    double worst = 0;
    std::size_t keys = 0;
    std::size_t listed = 0;
};

Figures typed(views::Composer &composer)
{
    Figures out;
    std::vector<double> ms;
    for (int round = 0; round < 6; ++round)
        for (const char *line :
             {"AT+CIOTCONNECTPARA=1,", "AT+MIPLNOTIFY=0,0,3200,0,5750,1,4,\"test\",0,", "AT+HTTPSEND=0,", "AT+IMQTTPARA=TIMEOUT,7"}) {
            composer.editor().setText(QString());
            QApplication::processEvents();
            for (const char *c = line; *c != '\0'; ++c) {
                const auto begin = std::clock(); // CPU time: other programs of the machine do not count
                QKeyEvent pressed(QEvent::KeyPress, 0, Qt::NoModifier, QString(QLatin1Char(*c)));
                QApplication::sendEvent(&composer.editor(), &pressed);
                QApplication::processEvents(); // layout and paint
                ms.push_back(static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
                out.listed += composer.assistant().list().isVisible() ? 1 : 0;
            }
        }
    std::sort(ms.begin(), ms.end());
    out.median = ms[ms.size() / 2];
    out.most = ms[ms.size() * 99 / 100];
    out.worst = ms.back();
    out.keys = ms.size();
    return out;
}

void print(const char *what, const Figures &figures)
{
    std::printf("%s: %zu keys, %zu of them with a list: median %.2f ms, 99 %% %.2f ms, worst %.2f ms of CPU a key\n", what, figures.keys,
                figures.listed, figures.median, figures.most, figures.worst);
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    views::Theme::instance().setTheme(views::Theme::Kind::Light);
    const auto workspace = session::Workspace::open({});
    if (!workspace)
        return 1;
    session::Draft draft;
    views::Composer composer(draft);
    composer.resize(900, composer.sizeHint().height());
    composer.show();
    QApplication::setActiveWindow(&composer);
    composer.focusEditor();
    QApplication::processEvents();
    const auto floor = typed(composer);
    draft.setContext(workspace.value()->dialect("generic"), {});
    const auto whole = typed(composer);
    print("completion", whole);
    print("floor, no catalog", floor);
    return whole.listed > 0 && whole.most < 10 ? 0 : 1;
}
