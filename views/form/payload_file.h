// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include "core/catalog/model.h"

class QWidget;

namespace atscope::views {

// A file as the text of an argument: as hexadecimal digits for Hex, else as it stands. What cannot be an argument (too long, ends
// of lines in a text) is refused with a sentence. False: refused.
bool readPayload(const QString &path, const catalog::TypeSpec &type, std::size_t mostBytes, std::string &text, QString &refused);

} // namespace atscope::views
