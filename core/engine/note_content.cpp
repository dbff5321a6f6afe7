// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/note_content.h"

#include <algorithm>

#include <QJsonDocument>

namespace atscope::engine
{

namespace
{
constexpr double MostRaw = 9e15; // whole numbers that JSON keeps
}

NoteContent readNote(std::string_view json)
{
    NoteContent note;
    const auto object = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
    note.ours = object.value(QLatin1String("atscope")).toInt() == 1;
    if (!note.ours)
        return note;
    const auto has = [&object](const char *key) { return object.contains(QLatin1String(key)); };
    const auto value = [&object](const char *key) { return object.value(QLatin1String(key)); };
    note.part = has("part") && has("state");
    note.state = value("state").toObject();
    note.sender = has("by") || has("raw_cut");
    note.raw = static_cast<std::uint64_t>(std::clamp(value("raw").toDouble(0), 0.0, MostRaw));
    if (has("profile"))
        note.profile = value("profile").toString().toStdString();
    if (has("dialect"))
        note.dialect = value("dialect").toString().toStdString();
    note.cancel = value("cancel").toBool();
    if (const auto at = value("at"); at.isDouble())
        note.at = at.toDouble();
    note.resync = value("resync").toBool();
    if (has("limit"))
        note.limit = value("limit").toDouble(-1);
    note.powerOff = value("power").toString() == QLatin1String("off");
    note.reconnect = value("reconnect").toBool();
    return note;
}

} // namespace atscope::engine
