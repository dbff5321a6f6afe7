// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/shown_text.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::views {

namespace {

constexpr char16_t FirstByte = 0xDC80;
constexpr char16_t LastByte = 0xDCFF;

// Separators and noncharacters that QTextDocument takes for ends of blocks and frames.
bool changedByDocuments(std::string_view character)
{
    return character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9" || character == "\xEF\xB7\x90" || character == "\xEF\xB7\x91";
}

std::size_t lengthAt(std::string_view bytes, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1)
        return 1;
    const auto character = bytes.substr(at, length);
    return character.size() == length && base::utf8Valid(character) && !changedByDocuments(character) ? length : 0;
}

} // namespace

QString toShown(std::string_view bytes)
{
    QString shown;
    shown.reserve(static_cast<qsizetype>(bytes.size()));
    std::size_t i = 0;
    while (i < bytes.size()) {
        std::size_t end = i;
        while (end < bytes.size()) {
            const auto length = lengthAt(bytes, end);
            if (length == 0)
                break;
            end += length;
        }
        if (end > i)
            shown += QString::fromUtf8(bytes.data() + i, static_cast<qsizetype>(end - i));
        if (end < bytes.size())
            shown += QChar(static_cast<char16_t>(0xDC00 + static_cast<unsigned char>(bytes[end++])));
        i = end;
    }
    return shown;
}

std::string toBytes(const QString &shown)
{
    std::string bytes;
    qsizetype from = 0;
    const auto flush = [&](qsizetype to) {
        bytes += QStringView(shown).mid(from, to - from).toUtf8().toStdString();
    };
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const char16_t unit = shown[i].unicode();
        if (shown[i].isHighSurrogate() && i + 1 < shown.size() && shown[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        if (unit < FirstByte || unit > LastByte)
            continue;
        flush(i);
        bytes += static_cast<char>(static_cast<unsigned char>(unit - 0xDC00));
        from = i + 1;
    }
    flush(shown.size());
    return bytes;
}

} // namespace atscope::views
