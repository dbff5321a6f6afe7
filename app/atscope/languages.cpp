// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace atscope {

void Languages::use(catalog::Language language)
{
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_ours);
    if (language != catalog::Language::Chinese)
        return;
    // Qt's own texts come from the system's package; where it is missing, those few stay English.
    if (m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_ours.load(QStringLiteral(":/translations/atscope_zh_CN.qm")))
        QCoreApplication::installTranslator(&m_ours);
}

} // namespace atscope
