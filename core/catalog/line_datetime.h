// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/stamp.h"

namespace atscope::catalog::detail {

struct DateTimeResult
{
    base::Stamp stamp;    // none: the text does not fit
    bool hasZone = false; // the format has a zone: the stamp is really UTC
};

// Reads `text` by a format of the catalog: YYYY YY MM DD hh mm ss SSS (milliseconds), zz (a sign and two digits, quarters of an
// hour, as AT+CCLK prints it); everything else stands for itself. Without a zone the clock is taken as UTC.
// Case tells apart month and minute: MM and mm. An empty format is YYYY-MM-DD hh:mm:ss.
DateTimeResult readDateTime(std::string_view text, std::string_view format);

} // namespace atscope::catalog::detail
