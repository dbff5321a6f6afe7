// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QString>

namespace atscope::views {

// Bytes of a line as text in an editor, and back without loss: what is not valid UTF-8 (and what a text document would change by
// itself) stands there as one lone low surrogate a byte, U+DC80 … U+DCFF. An edit of one character leaves all others as they were.
QString toShown(std::string_view bytes);
std::string toBytes(const QString &shown);

// For texts that are ours or the catalog's.
inline QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace atscope::views
