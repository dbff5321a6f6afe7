// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/anchor.h"
#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/catalog/model.h"

namespace atscope::decode {

enum class ObjectState : std::uint8_t {
    Open,      // more may come
    Complete,  // all of it is there
    Broken,    // it came to its end, but something is wrong with it: reasons
    Abandoned, // its end never came
};
const char *stateName(ObjectState state); // "complete", stable, for JSON

// An event that an object is made of. Its anchor is this with the id of the session.
struct ObjectEvent
{
    std::uint64_t id = 0;
    base::Direction direction = base::Direction::Rx;
    base::Span span;
};

// Bytes of an object, by their place in the stream.
struct ObjectPiece
{
    std::uint64_t event = 0;
    base::Direction direction = base::Direction::Rx;
    catalog::PartRole role = catalog::PartRole::Body; // Head, Body or Message
    bool hex = false;        // hexadecimal digits stand for them
    base::Span span;         // in the stream of the direction
    std::uint64_t order = 0; // pieces of a role stand in the order of these: a position in bytes, or the number of a block
    std::uint64_t size = 0;  // bytes, decoded
    std::uint64_t hash = 0;
};

struct ObjectValue
{
    std::uint64_t event = 0;
    std::string path;   // 3303/0/5700; -1: all of them
    std::string type;   // string, opaque, integer, float, bool, hex; empty: not told
    std::string text;   // as it stands on the wire
    bool hex = false;   // … in hexadecimal digits
    std::int64_t number = -1; // of the line, where it has one
};

// What several events make together. Refers to them, and holds none of their bytes but a head and values.
struct Object
{
    std::uint64_t id = 0; // from 1, in the order in which they began
    const catalog::Family *family = nullptr;
    const catalog::ObjectShape *shape = nullptr;
    std::vector<std::pair<std::string, std::string>> key; // id: 0
    ObjectState state = ObjectState::Open;
    std::vector<base::Message> reasons; // why it is not complete, and what went wrong on the way; each code once
    std::vector<ObjectEvent> events;    // in order, each once
    std::vector<ObjectPiece> pieces;    // as they came
    std::vector<ObjectValue> values;
    std::string head;    // of Http: the header lines as far as they came, at most 64 KiB
    int status = 0;      // of Http; 0: not told
    std::uint64_t bytes = 0;   // of body or data that are there
    std::uint64_t missing = 0; // bytes, or blocks, that are known to be missing
    std::uint32_t repeated = 0; // parts that came again
    base::Stamp begun;
    base::Stamp ended; // of its last part
};

} // namespace atscope::decode
