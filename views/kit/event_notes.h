// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

#include "core/catalog/messages.h"
#include "core/engine/event.h"
#include "core/store/event_store.h"

// Notes, gaps, changes of lines and flags of events, in words. GUI thread (translated).
namespace atscope::views {

// Notes that only say who sent the line behind them are not worth a row.
bool noteIsShown(std::string_view json);
// Of an event that takes no room in the stream: note, gap, status.
QString noteWords(const engine::Event &event, std::string_view text, catalog::Language language);
// "late, damaged echo"; empty: none.
QString flagWords(std::uint16_t flags);
// Who sent a line, where that is not simply the user: the note before the command says so. "Identify"; empty: the user, or not known.
QString senderWords(const store::EventStore &store, std::uint64_t command);
QString kindWord(engine::EventKind kind);

} // namespace atscope::views
