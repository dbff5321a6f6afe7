// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/announce.h"
#include "core/wire/frame_index.h"
#include "core/wire/framer.h"
#include "core/wire/http_body.h"
#include "core/wire/measure.h"
#include "core/wire/stream_buffer.h"

// The inside of the framer; used by framer*.cpp only.
namespace atscope::wire {

// What may stand at the place that is read next.
enum class Begin : std::uint8_t {
    Line,        // prompts, announcers
    AfterPrompt, // announcers
    Middle,      // the rest of a line that was cut: neither
};

struct LineEnd
{
    enum class Kind : std::uint8_t { Open, Found, Cut };
    Kind kind = Kind::Open;
    std::uint64_t at = 0;    // the end of the text; Open: the end of what belongs to the line for certain
    std::uint64_t known = 0; // the byte that told
};

// A payload that was announced and has not come whole.
struct Open
{
    bool active = false;
    bool own = true;
    bool dataKnown = false; // `dataFrom` is known: the line end behind the header has come
    bool tail = false;      // part of the line: the data is there, the line's end is not
    std::uint32_t id = 0;
    DataShape shape;
    double silenceMs = 0;
    std::uint64_t anchor = 0; // the last byte of the header: the separator, or the first byte of the line end
    std::uint64_t dataFrom = 0;
    std::uint64_t dataEnd = 0;
    MeasureMemo memo;
    HttpBody http;
};

// What a line says about a payload that does not come.
struct Failed
{
    bool is = false;
    std::uint32_t id = 0;
    std::int64_t announced = -1;
};

struct Framer::State
{
    StreamBuffer in;
    std::shared_ptr<const FrameIndex> index = std::make_shared<FrameIndex>(nullptr);
    std::vector<std::shared_ptr<const FrameIndex>> recent; // last used last
    std::shared_ptr<const std::vector<std::string>> finals;
    base::Stamp now;
    bool finished = false;
    double leastSilenceMs = 0;

    std::uint64_t pos = 0; // everything before it is settled
    Begin begin = Begin::Line;
    bool blankMayFollow = false;   // a prompt was just given
    std::uint32_t tailOf = 0;      // a payload with fields behind it was just given
    bool hasTail = false;

    // The line that begins at `pos`.
    ByteFinder cr{'\r'};
    ByteFinder lf{'\n'};
    std::uint64_t scan = 0;        // no line end before this
    std::uint64_t heldLf = StreamBuffer::None; // an LF in an open quote: line end or not?
    std::uint64_t heldScan = 0;
    std::uint64_t quotesUpTo = 0;
    bool quoteOpen = false;
    bool gathered = false;         // `heads` is filled
    std::vector<HeadScan> heads;   // the announcers whose prefix it has
    std::uint64_t httpScan = 0;
    Failed failed;
    bool plain = false;            // announces nothing: the count was not kept

    Open open;

    void newLine();
    void setTable(std::shared_ptr<const FrameTable> table);
    // Always a token; made where it is returned to, since this is done for every line.
    std::optional<Token> take(TokenKind kind, std::uint64_t from, std::uint64_t to, std::uint64_t known);
    bool skip();
    LineEnd lineEnd();
    bool quoteOpenAt(std::uint64_t at);
    bool gather(std::string_view text, bool whole);

    // Each gives a token, or nothing; `again` is set when the next step may give one.
    std::optional<Token> next();
    std::optional<Token> step(bool &again);
    std::optional<Token> line(bool &again);
    std::optional<Token> prompt(std::uint32_t id, std::size_t length);
    std::optional<Token> plainLine(const LineEnd &end);
    std::optional<Token> sameLine(std::string_view text, bool &again);
    std::optional<Token> nextLine(const LineEnd &end, std::string_view text, bool &again);
    std::optional<Token> http(std::string_view text, bool whole, bool &again);
    std::optional<Token> payload(bool &again);
    std::optional<Token> partOfLine(bool &again);

    void openData(const Announcer &announcer, std::int64_t count, std::uint64_t anchor);
    bool findData(std::string_view fromAnchor, bool ended);
    Extent httpExtent(std::string_view data, bool ended);
    void giveUp();
    bool isFinal(std::string_view line) const;
    std::size_t resumeAt(std::string_view data, std::size_t from, bool atLine) const;
};

} // namespace atscope::wire
