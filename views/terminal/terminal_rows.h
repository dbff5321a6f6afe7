// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include "core/wire/charset.h"
#include "views/kit/event_rows.h"

namespace atscope::views {

enum class TerminalMode : std::uint8_t { Decoded, Raw, Hex };

// Every event as a line of the terminal. The last row may be the open tail: received bytes that are no event yet.
class TerminalRows final : public EventRows
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::TerminalRows)
public:
    TerminalRows();
    void setMode(TerminalMode mode) { m_mode = mode; }
    TerminalMode mode() const { return m_mode; }
    void setCharset(wire::Charset charset) { m_charset = charset; }
    wire::Charset charset() const { return m_charset; }
    void setEchoShown(bool shown);
    bool echoShown() const { return m_echo; }
    void noteTail(); // looks whether there is an open tail; after extend()

    std::vector<LogColumn> columns() const override;
    std::int64_t rows() const override;
    LogRow row(std::int64_t row) const override;
    std::uint64_t idOf(std::int64_t row) const override;
    std::int64_t rowOf(std::uint64_t id) const override;
    QString copyText(std::int64_t row) const override;
    QString emptyText() const override;
    void setEmptyText(const QString &text) { m_empty = text; }

    static constexpr std::uint64_t TailId = ~std::uint64_t{0} >> 1U;

private:
    LogRow tailRow() const;
    LogRow noteRow(const Row &row) const;

    TerminalMode m_mode = TerminalMode::Decoded;
    wire::Charset m_charset = wire::Charset::Utf8;
    bool m_echo = true;
    QString m_empty;
    base::Span m_tail;
};

} // namespace atscope::views
