// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/state_names.h"

#include <vector>

#include <QJsonArray>

#include "core/engine/state_json.h"

namespace atscope::engine {

using base::JsonWriter;
using state::at;

namespace state {

void writeForm(JsonWriter &out, const decode::Dialect &dialect, int id)
{
    out.beginArray();
    if (const auto ref = dialect.form(id); ref.form)
        out.value(ref.family->id).value(ref.command->name).value(ref.form->id);
    out.endArray();
}

void writeUrc(JsonWriter &out, const decode::Dialect &dialect, int id)
{
    out.beginArray();
    if (const auto ref = dialect.urc(id); ref.urc)
        out.value(ref.family->id).value(ref.urc->name);
    out.endArray();
}

void writeAnnouncer(JsonWriter &out, std::string_view key, const decode::Dialect &dialect, std::uint32_t id)
{
    const auto ref = dialect.announcer(id);
    if (!ref.found())
        return;
    out.key(key).beginObject();
    if (ref.urc != decode::NoEntry)
        writeUrc(out.key("urc"), dialect, ref.urc);
    else
        writeForm(out.key("form"), dialect, ref.form);
    out.member("shape", ref.shape).endObject();
}

} // namespace state

namespace {

std::string key(const std::vector<std::string> &parts)
{
    std::string out;
    for (const auto &part : parts)
        out += part + '\n';
    return out;
}

} // namespace

StateNames::StateNames(const decode::Dialect &dialect) : m_dialect(dialect)
{
    for (int id = 0;; ++id) {
        const auto ref = dialect.form(id);
        if (!ref.form)
            break;
        m_forms.emplace(key({ref.family->id, ref.command->name, ref.form->id}), id);
    }
    for (int id = 0;; ++id) {
        const auto ref = dialect.urc(id);
        if (!ref.urc)
            break;
        m_urcs.emplace(key({ref.family->id, ref.urc->name}), id);
    }
}

std::uint32_t StateNames::announcer(const QJsonValue &value) const
{
    const auto object = value.toObject();
    const int shape = at(object, "shape").toInt(decode::NoEntry);
    const int ofUrc = urc(at(object, "urc"));
    const int ofForm = ofUrc == decode::NoEntry ? form(at(object, "form")) : decode::NoEntry;
    return ofUrc == decode::NoEntry && ofForm == decode::NoEntry ? 0 : m_dialect.announcerId({ofForm, ofUrc, shape});
}

int StateNames::find(const Table &table, const QJsonValue &name)
{
    std::vector<std::string> parts;
    for (const auto &part : name.toArray())
        parts.push_back(part.toString().toStdString());
    const auto it = table.find(key(parts));
    return it == table.end() ? decode::NoEntry : it->second;
}

} // namespace atscope::engine
