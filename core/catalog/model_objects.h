// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/catalog/model_types.h"

// Part of the command model (model.h): objects that several lines make, and named objects of registries.
namespace atscope::catalog {

// What several lines make together: a response, a write of several values, a transfer in blocks (core/decode/assembler.h puts it
// together). Http: a head and a body. Values: a value a line. Data: bytes.
enum class ObjectKind : std::uint8_t { Http, Values, Data };

enum class PartRole : std::uint8_t {
    Status,  // `data` is the status
    Head,    // a piece of the header lines
    Body,    // a piece of the bytes
    Message, // head and body as one, as they came from the server
    Value,   // one value
    Total,   // says how much there will be
    Loss,    // so many bytes (`length`) are lost
    Failure, // something went wrong; it does not end the object
    Close,   // nothing more will come
};

// One line that takes part in an object. What `data`, `length` … name are its fields.
struct ObjectPart
{
    std::string line;    // name of a URC, or prefix of an answer, of the same family
    std::string sent;    // instead: a command, once it succeeded; its parameters are the fields
    std::string command; // only where it belongs to this command; without `line`: the raw HTTP answer of it
    PartRole role = PartRole::Body;
    Expr when;
    std::string data;    // the field with the bytes; "payload": what the line announces
    std::string length;  // how many bytes that are: tells hexadecimal digits from bytes
    std::string through; // Body: how many bytes have come with this part
    std::string number;  // which part of how many it is
    int first = 0;       // the number of the first one; counting down: of the last one
    bool down = false;   // the numbers count down
    std::string count;   // Total: how many parts there are
    std::string size;    // Total: how many bytes
    std::vector<std::string> path;                          // Value: what the value is of, from the outside in
    std::string type;                                       // Value: which type it has …
    std::vector<std::pair<std::string, std::string>> types; // … and what its values mean: string, opaque, integer, float, bool, hex
    Expr last;           // the last one of its role: the head, or the object, is complete with it
    bool starts = false; // may be the first of an object
    template<class A> void io(A &a)
    {
        a(line, sent, command, role, when, data, length, through, number, first, down, count, size, path, type, types, last, starts);
    }
};

struct ObjectShape
{
    std::string id; // http-response
    ObjectKind kind = ObjectKind::Data;
    Text title;
    Text help;
    std::vector<std::string> key; // parts belong together where these fields are the same; a part without them: to the one touched last
    double silence = 0;           // ms without a part after which it is given up; 0: never
    Expr silenceAtLeast;          // … but never less than this, as far as it is known
    std::vector<ObjectPart> parts;
    Secret secret;                          // of the body, or of each value: its parts that are not shown
    std::vector<std::string> secretHeaders; // names of header lines whose values are not shown; case does not matter
    std::string manual;
    Origin origin = Origin::Own;
    int line = 0;
    int column = 0;
    std::vector<std::string> fieldNames; // made by link(): fields of all parts, each once
    template<class A> void io(A &a) { a(id, kind, title, help, key, silence, silenceAtLeast, parts, secret, secretHeaders, manual, origin, line, column); }
};

// An object of a LwM2M registry, for showing paths: 3303/0/5700 is Temperature/0/Sensor Value.
struct NamedResource
{
    int id = 0;
    Text title;
    std::string type; // string, opaque, integer, float, bool, time, objlink; empty: nobody says, or it is executed
    std::string unit;
    bool secret = false; // keys
    template<class A> void io(A &a) { a(id, title, type, unit, secret); }
};
struct NamedObject
{
    int id = 0;
    Text title;
    std::vector<NamedResource> resources; // by id, each once
    std::string file;
    Origin origin = Origin::Own;
    int line = 0;
    template<class A> void io(A &a) { a(id, title, resources, file, origin, line); }
};

} // namespace atscope::catalog
