// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTranslator>

#include "core/catalog/messages.h"

namespace atscope {

// The installed translators: ours and Qt's own (standard buttons, file dialog). GUI thread.
class Languages final
{
public:
    // Widgets get a LanguageChange event. English is the source; its file has only the plurals.
    void use(catalog::Language language);
    // A text of a widget in Chinese, whatever is in use; empty: it has none.
    QString chinese(const char *context, const char *source);

private:
    QTranslator m_chinese; // never installed; loaded when it is first asked
    std::optional<catalog::Language> m_used;
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace atscope
