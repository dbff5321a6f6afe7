// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/log_source.h"

#include <QStringList>

using namespace atscope::views;

QString LogSource::copyText(std::int64_t row) const
{
    QStringList out;
    const LogRow shown = this->row(row);
    out.reserve(static_cast<int>(shown.cells.size()));
    for (const LogCell &cell : shown.cells)
        out << cell.text;
    return out.join(QLatin1Char('\t'));
}
