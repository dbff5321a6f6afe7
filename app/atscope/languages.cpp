// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/languages.h"

#include <utility>

#include <QCoreApplication>
#include <QLibraryInfo>

namespace atscope {

void Languages::use(catalog::Language language)
{
    if (std::exchange(m_used, language) == language)
        return;
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_ours);
    const bool chinese = language == catalog::Language::Chinese;
    if (m_ours.load(chinese ? QStringLiteral(":/translations/atscope_zh_CN.qm") : QStringLiteral(":/translations/atscope_en.qm")))
        QCoreApplication::installTranslator(&m_ours);
    if (!chinese)
        return;
    // Qt's own texts come from the system's package; where it is missing, those few stay English.
    if (m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

QString Languages::chinese(const char *context, const char *source)
{
    if (m_chinese.isEmpty() && !m_chinese.load(QStringLiteral(":/translations/atscope_zh_CN.qm")))
        return {};
    return m_chinese.translate(context, source);
}

} // namespace atscope
