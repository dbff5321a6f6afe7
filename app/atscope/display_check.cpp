// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/display_check.h"

#include <cstdio>
#include <cstdlib>

#include <QString>
#include <QtGlobal>

#include "core/catalog/messages.h"

namespace atscope {

namespace {

bool s_chinese = false;
QString s_reason; // the first complaint: what follows from it says less
QtMessageHandler s_before = nullptr;

void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtFatalMsg) {
        const auto reason = (s_reason.isEmpty() ? text.section(QLatin1Char('\n'), 0, 0) : s_reason).trimmed().toStdString();
        std::fprintf(stderr, "atscope: %s\n",
                     catalog::Messages::render(base::Message("display-unavailable", {{"reason", reason}}),
                                               s_chinese ? catalog::Language::Chinese : catalog::Language::English)
                         .c_str());
        std::fflush(stderr);
        std::_Exit(DisplayCheck::Status);
    }
    if (context.category && QLatin1String(context.category) == QLatin1String("qt.qpa.xcb") && s_reason.isEmpty())
        s_reason = text;
    else if (context.category && QLatin1String(context.category).startsWith(QLatin1String("qt.qpa")))
        return;
    else if (s_before)
        s_before(type, context, text);
}

} // namespace

DisplayCheck::DisplayCheck(bool chinese)
{
    s_chinese = chinese;
    s_before = qInstallMessageHandler(onMessage);
}

DisplayCheck::~DisplayCheck()
{
    qInstallMessageHandler(s_before);
}

} // namespace atscope
