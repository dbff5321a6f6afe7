// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include "core/base/result.h"
#include "core/catalog/messages.h"
#include "core/transport/ports.h"

namespace atscope::views {

// Ports in words. GUI thread (translated).
struct PortWords
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::PortWords)
public:
    static QString label(const transport::PortInfo &port); // ttyUSB0 · FT232R [0403:6001]
    // Why it cannot be used, in two or three words; empty: it can.
    static QString shortReason(const transport::PortInfo &port);
    static QString text(const base::Message &message, catalog::Language language);
    // What the message tells to type into a shell; empty: nothing.
    static QString remedy(const base::Message &message);
};

} // namespace atscope::views
