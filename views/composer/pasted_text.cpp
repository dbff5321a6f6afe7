// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/pasted_text.h"

#include <algorithm>

#include <QString>

#include "core/base/text.h"

namespace atscope::views {

PastedText pastedText(std::string_view clipboard)
{
    PastedText pasted;
    pasted.bytes = clipboard.size();
    const auto refuse = [&pasted](PastedText::Refusal why) {
        pasted.text.clear();
        pasted.refusal = why;
        return pasted;
    };
    if (clipboard.size() > PastedText::MostBlockBytes) {
        const bool oneLine = clipboard.find_first_of("\r\n") >= clipboard.size() - 2;
        return refuse(oneLine ? PastedText::Refusal::LineTooLong : PastedText::Refusal::BlockTooLong);
    }
    std::string text;
    text.reserve(clipboard.size());
    for (std::size_t i = 0; i < clipboard.size(); ++i) {
        const char c = clipboard[i];
        if (c == '\0') {
            ++pasted.nulsLeftOut;
        } else if (c == '\r') {
            text += '\n';
            // CR CR LF is one line end too: terminals copy it so.
            while (i + 1 < clipboard.size() && clipboard[i + 1] == '\r')
                ++i;
            if (i + 1 < clipboard.size() && clipboard[i + 1] == '\n')
                ++i;
        } else {
            text += c;
        }
    }
    // Line ends at the end, and lines of nothing but blanks there, are what selecting with the mouse brings along.
    const auto lastSign = text.find_last_not_of(" \t\n");
    if (const auto end = text.find('\n', lastSign == std::string::npos ? 0 : lastSign); end != std::string::npos)
        text.resize(end);
    text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
    if (!base::utf8Valid(text))
        text = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        if (end - from > PastedText::MostLineBytes)
            return refuse(PastedText::Refusal::LineTooLong);
        from = end + 1;
    }
    pasted.text = std::move(text);
    return pasted;
}

} // namespace atscope::views
