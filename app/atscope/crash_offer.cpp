// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/crash_offer.h"

#include <string>
#include <utility>
#include <vector>

#include <QBoxLayout>
#include <QFileInfo>

#include "app/atscope/main_window.h"
#include "core/catalog/messages.h"
#include "views/kit/message_bar.h"
#include "views/kit/question_bar.h"

namespace atscope {

CrashOffer::CrashOffer(MainWindow &window, session::Workbench &workbench, OwnLog::Crash crash)
    : QObject(&window), m_workbench(workbench), m_crash(std::move(crash)), m_bar(new views::QuestionBar(window.messages().parentWidget()))
{
    std::erase_if(m_crash.recordings, [](const std::string &file) { return !QFileInfo::exists(QString::fromStdString(file)); });
    if (auto *column = qobject_cast<QBoxLayout *>(window.messages().parentWidget()->layout()))
        column->insertWidget(column->indexOf(&window.messages()) + 1, m_bar);
    connect(m_bar, &views::QuestionBar::answered, this, &CrashOffer::answered);
    connect(&m_workbench, &session::Workbench::languageChanged, this, [this] {
        if (m_bar->asks() || m_bar->isVisible())
            ask();
    });
    ask();
}

void CrashOffer::ask()
{
    std::string files;
    for (const auto &file : m_crash.recordings)
        files += (files.empty() ? "" : ", ") + file.substr(file.rfind('/') + 1);
    base::Message message(files.empty() ? "crashed-last-time-no-recording" : "crashed-last-time", {{"reason", m_crash.reason}, {"files", files}});
    const auto words = QString::fromStdString(catalog::Messages::render(message, m_workbench.language()));
    if (files.empty())
        m_bar->say(words, tr("&Close"));
    else
        m_bar->ask(words, tr("&Open the recording"), tr("&Close"));
}

void CrashOffer::answered(bool yes)
{
    m_bar->dismiss();
    if (!yes)
        return;
    for (const auto &file : m_crash.recordings)
        m_workbench.openFile(file);
}

} // namespace atscope
