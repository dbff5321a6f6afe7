// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/catalog/model.h"
#include "core/engine/event.h"
#include "core/expr/value.h"
#include "core/store/event_store.h"

namespace atscope::session {

// A command and everything that came back for it, in words: what `send` prints and the timeline shows.
struct Exchange
{
    std::uint64_t command = 0; // ids of its events; 0: none
    std::uint64_t final = 0;
    std::uint64_t completion = 0;
    std::string sent;
    std::string finalText;           // OK, +CME ERROR: 108
    std::vector<std::string> answer; // lines and payloads between them, as on the wire
    std::vector<std::pair<std::string, expr::Value>> fields; // of the answer; a name that comes again makes a list
    std::string completionText;      // the line that completed it
    std::vector<std::pair<std::string, expr::Value>> completionFields;
    catalog::Text completionMeaning;
    bool failed = false;   // final or completion said no
    std::string errorCode; // 108
    catalog::Text errorMeaning; // also of one that had no answer, by explainSilence()
    catalog::Text todo;
    base::Millis finalMs = -1;
    base::Millis completionMs = -1;
    std::vector<std::uint64_t> meanwhile; // URCs between the command and its end, at most MostMeanwhile
    static constexpr std::size_t MostMeanwhile = 100;
    static constexpr std::size_t MostAnswerLines = 10'000;
};

// Reads it from the store: any thread. `last`: the last event to look at (the outcome's); 0: the final and completion that the
// store has by now.
Exchange exchangeOf(const store::EventStore &store, std::uint64_t command, std::uint64_t last = 0);

// For one whose limit has passed, for its final or for its completion: what that means and what to try, by what else came from the
// module. Nothing where it has failed or is complete.
void explainSilence(Exchange &exchange, const store::EventStore &store);

} // namespace atscope::session
