// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/json_writer.h"
#include "core/catalog/facts.h"
#include "core/catalog/messages.h"
#include "core/decode/fields.h"
#include "core/engine/event.h"

namespace atscope::session {

// Everything about an event that is made on demand: name, fields, words. Pure; the bytes must be the event's own.
class EventView final
{
public:
    // `facts` are those in force at the event.
    EventView(const engine::Event &event, std::string_view bytes, const decode::Dialect &dialect, const catalog::FactState &facts);

    std::string name() const;   // AT+CIOTMKEY, +CIOTCMD, OK; empty: none
    std::string family() const;
    std::string form() const;   // id of the form
    catalog::Text meaning() const;
    catalog::Text todo() const; // what to try, on errors
    std::string errorCode() const;
    const std::vector<catalog::Argument> &fields() const { return m_fields; }
    const catalog::ParsedLine &command() const { return m_command; } // of sent lines and echoes
    // What is not to be shown or exported: spans of the event's bytes, in order.
    std::vector<base::Span> secrets() const;

    // One JSON object (design.md, Event). `hex`: always with the bytes.
    void write(base::JsonWriter &out, catalog::Language language, bool hex) const;
    // One line for people: time, direction, kind, text, meaning.
    std::string toLine(catalog::Language language) const;

private:
    std::vector<base::Span> secretsOfPayload() const;

    const engine::Event &m_event;
    std::string_view m_bytes;
    const decode::Dialect &m_dialect;
    const catalog::FactState &m_facts;
    catalog::ParsedLine m_command;
    std::vector<catalog::Argument> m_fields;
    decode::FinalMatch m_final;
    std::vector<decode::ErrorMeaning> m_errors;
    catalog::Text m_meaning;
};

// The names of the flags that are set, in a fixed order.
std::vector<std::string_view> flagNames(std::uint16_t flags);

} // namespace atscope::session
