// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include <Qsci/qscilexercustom.h>

#include "views/composer/line_styles.h"

namespace atscope::views {

// Colours command lines in a QsciScintilla (UTF-8), one document line at a time. What the bytes of a line are says the owner:
// the composer from its Draft, a script editor from parseLine. Colours and fonts come from the Theme.
class AtLexer final : public QsciLexerCustom
{
    Q_OBJECT
public:
    // Runs that cover the line (without its line end); what they leave out is plain.
    using Styles = std::function<std::vector<StyleRun>(std::string_view line)>;

    explicit AtLexer(Styles styles, QObject *parent = nullptr);

    const char *language() const override { return "AT"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;

    void restyle();    // everything again: the catalog or the facts are others
    void applyTheme(); // colours and font again

private:
    Styles m_styles;
};

} // namespace atscope::views
