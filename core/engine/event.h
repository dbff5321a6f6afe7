// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/anchor.h"
#include "core/base/stamp.h"
#include "core/decode/dialect.h"

namespace atscope::engine {

enum class EventKind : std::uint8_t { Command, Echo, Answer, Final, Urc, Prompt, Payload, Noise, Status, Gap, Note };

// Combined in Event::flags.
namespace EventFlag {
inline constexpr std::uint16_t Unknown = 1 << 0;     // a URC that the catalog does not have
inline constexpr std::uint16_t Orphan = 1 << 1;      // an answer with no command outstanding
inline constexpr std::uint16_t Unsolicited = 1 << 2; // a final with no command outstanding
inline constexpr std::uint16_t Late = 1 << 3;        // after the limit of its command had expired
inline constexpr std::uint16_t Repeated = 1 << 4;    // the same request again, not answered yet
inline constexpr std::uint16_t Damaged = 1 << 5;     // an echo that is not quite what was sent
inline constexpr std::uint16_t Broken = 1 << 6;      // a payload whose count was not kept
inline constexpr std::uint16_t Partial = 1 << 7;     // bytes without a line end at the end of the input
inline constexpr std::uint16_t Truncated = 1 << 8;   // a piece of a line over the cap
inline constexpr std::uint16_t Opens = 1 << 9;       // an echo that stands for the command: only the module's side was recorded
}

// Why an event is what it is; the texts are message codes `why-…`.
enum class Why : std::uint8_t {
    SentLine,          // a line went to the module
    SentData,          // data went to the module after a prompt
    SentRaw,           // bytes went to the module as they are: a file, hexadecimal
    EchoExact,         // equals a command that was sent
    EchoDamaged,       // differs from it in at most two bytes
    EchoOpens,         // input of one direction: a line that begins with AT opens the command
    FinalAnchored,     // a final result code, whole line
    FinalAfterLimit,   // … of a command whose limit had expired
    FinalAlone,        // … and nothing was outstanding
    AcceptsOnly,       // an OK that only accepts the command; its end comes later
    AnswerShape,       // a shape that the outstanding command declares
    AnswerPrefix,      // its own prefix
    AnswerBare,        // no prefix, and a command is outstanding
    AnswerOrphan,      // fits an answer of the catalog; nothing is outstanding
    UrcTable,          // in the URC table
    UrcUnknown,        // looks like a URC
    PromptArmed,       // the outstanding command waits for it
    Counted,           // announced by a count
    CountBroken,       // announced by a count that was not kept
    HttpAnswer,        // raw HTTP
    NoRule,            // none of these
    NoLineEnd,         // the input ended
    LimitExpired,      // no final in time
    EndedBySilence,    // the answer has no final (or may have none): silence ended it
    Overtaken,         // the answer of a later command came: this one got no final
    CompletionExpired, // no completion in time
    NoteRead,          // a note of the recording
    LossRecorded,      // the recording says that bytes were lost here: what stands on both sides did not follow each other
    LinesChanged,      // control lines, break, framing or parity errors
    ModuleRecognised,  // an identification answer named another module
    TailOfFinal,       // belongs to the final before it
    DialectRecognised, // something that only one dialect prints
    FinalOfCompletion, // a final behind the command's own: its completion says so
    CarriedOver,       // a command that was sent before this part of the recording begins
    FileDamaged,       // the recording cannot be read here: what both sides sent meanwhile is not known
    DriverOverran,     // the driver counted bytes that it had no room for, somewhere near
};
const char *whyCode(Why why);     // "sent-line", stable, for JSON
const char *kindName(EventKind kind);

// One thing that happened. Plain and small: text and fields are made on demand from the bytes and this.
struct Event
{
    std::uint64_t id = 0; // rising from 1 within one decoding
    base::Stamp stamp;
    base::Direction direction = base::Direction::Rx;
    EventKind kind = EventKind::Noise;
    Why why = Why::NoRule;
    std::uint16_t flags = 0;
    base::Span span;                // in the bytes of its direction
    int form = decode::NoEntry;     // command it is or belongs to
    int urc = decode::NoEntry;
    int shape = decode::NoEntry;    // of the form's answer or of the URC
    bool success = false;           // finals and completions
    std::uint64_t of = 0;           // id of the command it belongs to; 0: none
    std::uint64_t completes = 0;    // id of the command that this ends
    int completionStep = -1;        // index into Completion::steps where `completes`
    base::Millis ms = -1;           // since the command was sent; finals and completions; −1: not known
};

// A command, or the echo that stands for it where only the module's side was recorded: answers belong to it by its id.
inline bool isCommand(EventKind kind, std::uint16_t flags)
{
    return kind == EventKind::Command || (kind == EventKind::Echo && (flags & EventFlag::Opens) != 0);
}

// Takes what the Observer finds, in order. `bytes` are the event's own and valid only during the call.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void onEvent(const Event &event, std::string_view bytes) = 0;
};

} // namespace atscope::engine
