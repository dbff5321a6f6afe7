// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QStringList>

#include "core/base/result.h"
#include "core/transport/line_options.h"

namespace atscope {

// The command line of the window (design.md, The command line).
struct WindowOptions
{
    QString port;
    transport::LineOptions line;
    QString module;
    QStringList open;
    QString log;
    QString language; // en, zh_CN; empty: as stored, else the system's
    QString theme;    // light, dark
    QString layout;
    QString settings;
    QString screenshot;
    bool help = false;
    bool version = false;

    // `window-unknown-option`, `cli-missing-value` …, `line-option-…`.
    static base::Result<WindowOptions> parse(const QStringList &arguments);
    static QString helpText(bool chinese);
};

} // namespace atscope
