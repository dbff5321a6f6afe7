// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/anchor.h"
#include "core/base/stamp.h"
#include "core/wire/frame_table.h"

namespace atscope::wire {

enum class TokenKind : std::uint8_t {
    Line,    // a line without its line end; not empty
    Prompt,  // without the one blank that may follow it: that is settled silently, like a line end
    Payload, // data of an announcer with `own`, or a raw HTTP answer
    Partial, // bytes without a line end, at the end of the input only
};

struct Token
{
    TokenKind kind = TokenKind::Line;
    base::Span span;             // in the byte stream of this direction
    std::string_view bytes;      // exactly span; valid until the next call of a member that is not const
    base::Stamp stamp;           // of the block that held the first byte
    base::Stamp endStamp;        // of the block that held the last byte needed to know the token; the deadline if silence told
    std::uint32_t id = 0;        // of the announcer (Line that announced, Payload) or prompt; 0: none
    bool announces = false;      // a Line: its payload follows as the next token, also when it is empty
    bool hasInlineData = false;  // a Line of an announcer with own = false: `data` lies inside
    base::Span data;             // the data inside `span`
    bool broken = false;         // Payload: the count was not kept, `bytes` is what there was, the rest is read anew as lines.
                                 // Line, Partial: it ought to announce, but its count is none or is not kept; `id` says whose
    bool tail = false;           // a Line: the fields behind the data of announcer `id`, which has `own` and `fieldsAfter`
    bool cut = false;            // a line over the cap (64 KiB): this is a piece, more follows
    std::int64_t announced = -1; // the count as it was stated, −1 if it could not be read
};

// What a framer knows besides the open tail: with both another one goes on where it stands. Plain data; positions are positions
// in the stream.
struct Carried
{
    base::Stamp before; // of the byte before the open tail
    std::uint8_t begin = 0; // at the beginning of a line, behind a prompt, in the middle of a line that was cut
    bool blankMayFollow = false;
    bool hasTail = false;
    std::uint32_t tailOf = 0;
    bool plain = false;
    bool failed = false;
    std::uint32_t failedId = 0;
    std::int64_t failedCount = -1;

    bool payload = false; // one is open: all that follows
    bool own = true;
    bool dataKnown = false;
    bool partOfLine = false;
    std::uint32_t id = 0;
    DataPlace place = DataPlace::SameLine;
    DataUnit unit = DataUnit::Bytes;
    int fieldsAfter = 0;
    std::int64_t count = -1;
    double silenceMs = 0;
    std::uint64_t anchor = 0;
    std::uint64_t dataFrom = 0;
    std::uint64_t dataEnd = 0;
};

// Cuts the bytes of one direction into tokens. Incremental: the tokens do not depend on how the bytes were cut into blocks.
//
// Use, on one thread: append(stamp, bytes); then next() until it gives nothing. Between two calls of next() the table may be
// exchanged (setTable): what has not been handed out yet is cut with the new one. advance(now) lets silence limits expire,
// nextDeadline() says when that would be; without stamps there are none, and an unkept count shows at finish() only. A pause of
// the silence limit between two blocks counts like a deadline that passed. finish() ends the input; what is appended behind it is
// a new beginning.
//
// A broken payload ends before the first line in it that is a known final result or begins like an armed announcer, else at its
// first CR or LF.
//
// Lines end at CR LF, LF, CR, CR CR LF: each CR and LF ends a line, empty lines are no tokens. A line is complete at its CR; the
// LF that may follow is line end too. One exception: an LF while a quote is open stays in the line when the quote is closed
// before the next CR or LF (binary phone-book entries); an LF in an open quote is held until that is known. NULs and other bytes
// are kept: every byte belongs to a token, or is CR or LF, or is the one blank behind a prompt.
//
// Holds what is not handed out yet: at most a line (64 KiB), a payload (its announced length, at most 4 MiB; larger counts are
// not believed and reported broken), or a raw HTTP answer (4 MiB).
class Framer final
{
public:
    static constexpr std::size_t LineCap = 65536;
    static constexpr std::size_t PayloadCap = 4u << 20;

    Framer();
    ~Framer();
    Framer(const Framer &);
    Framer &operator=(const Framer &);
    Framer(Framer &&) noexcept;
    Framer &operator=(Framer &&) noexcept;

    // Shared and immutable while used; the framer keeps the pointer. It is made ready for reading when first seen, and the last
    // few are remembered: exchange a few tables again and again rather than making new ones. Final result lines ("OK",
    // "+CME ERROR"; what follows behind a colon is not compared) are needed only to see where a broken payload stops.
    void setTable(std::shared_ptr<const FrameTable> table);
    void setFinals(std::shared_ptr<const std::vector<std::string>> finals);

    // No silence limit is shorter than this, in ms: a module that was told to pause between packets. From the next payload on.
    void setLeastSilence(double ms);

    void append(base::Stamp stamp, std::string_view bytes);
    std::optional<Token> next();
    base::Stamp nextDeadline() const; // none: nothing waits
    void advance(base::Stamp now);
    void finish();

    std::uint64_t taken() const;   // bytes appended (and those before the beginning)
    std::uint64_t settled() const; // bytes in tokens handed out and the line ends between them
    // The open tail: bytes appended and not settled.
    std::string_view open() const;

    // An input that goes on in another place: what carried() gives and the blocks of the open tail. There: beginAt(), the tail
    // appended, carryOn(), and only then next(). Any values may come: carryOn() says no to what does not fit the tail, and the
    // tail is read as lines.
    Carried carried() const;
    std::vector<std::pair<base::Stamp, std::string>> openBlocks() const;
    void beginAt(std::uint64_t position, base::Stamp before = {});
    bool carryOn(const Carried &from);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace atscope::wire
