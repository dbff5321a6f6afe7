// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QJsonObject>
#include <QJsonValue>

#include "core/base/result.h"

namespace atscope::session {

// What the window remembers, one JSON object in a file. It carries a version; keys that this ATscope does not know (a newer one
// wrote them) stay where they are, and a value of another type than expected counts as not there. GUI thread.
class StoredSettings final
{
public:
    static constexpr int Version = 1;

    explicit StoredSettings(std::string file) : m_file(std::move(file)) {}

    // A file that is not there is an empty one. `settings-unreadable` {file, reason}: then it starts empty and the file is kept
    // beside as FILE.broken when it is next written.
    std::optional<base::Message> load();
    // Whole or not at all, mode 0600; only if something changed. `settings-unwritable` {file, reason}.
    std::optional<base::Message> save();
    const std::string &file() const { return m_file; }

    QJsonValue value(const QString &key) const { return m_values.value(key); }
    void set(const QString &key, const QJsonValue &value);

private:
    std::string m_file;
    QJsonObject m_values;
    bool m_changed = false;
    bool m_broken = false;
};

} // namespace atscope::session
