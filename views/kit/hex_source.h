// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QByteArray>
#include <QString>

#include "views/kit/log_source.h"

namespace atscope::views {

// What a range of bytes is part of: echo, prefix, field, payload, CRC.
struct HexSpan
{
    std::int64_t from = 0;
    std::int64_t length = 0;
    QString label; // in the language of now
    Tone tone = Tone::Plain;
    bool secret = false; // shown as dots by a view that masks
};

// What a HexView shows. Positions count from 0; the view adds its base for showing them. GUI thread.
class HexSource
{
public:
    virtual ~HexSource() = default;
    virtual std::int64_t size() const = 0;
    // Fewer bytes than asked for at the end, or when they cannot be read.
    virtual QByteArray read(std::int64_t from, int length) const = 0;
    // Those that touch the range, by position. Of spans that overlap the later one is the inner one and is shown.
    virtual std::vector<HexSpan> spans(std::int64_t from, std::int64_t length) const = 0;
    // Shown in the middle of an empty view.
    virtual QString emptyText() const { return {}; }
};

} // namespace atscope::views
