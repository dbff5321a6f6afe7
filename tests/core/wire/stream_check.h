// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/framer.h"

// Runs bytes through the framer, cut in every way, and says what came out. Used by the tests and by the fuzz target.
namespace atscope::wire::check {

struct Block
{
    std::string bytes;
    double ms = -1; // since the first block; −1: no stamp
};

struct Setup
{
    std::shared_ptr<const FrameTable> table;
    std::shared_ptr<const std::vector<std::string>> finals;
};

struct Outcome
{
    std::vector<Token> tokens; // their `bytes` are empty: the view is gone
    std::vector<std::string> shown;
    std::string problem;       // bytes that are nowhere, a token out of place, …
};

// "L|text": a line; "P" prompt, "D" payload, "~" partial. Between the letter and the bar: a announces, i inline data (shown
// behind a second bar), b broken, t tail, c cut, then the id and "=count" where there are any. Bytes that are no text as \xNN.
std::string show(const Token &token);

// As the blocks come: every token is taken as soon as it is there.
Outcome run(const Setup &setup, const std::vector<Block> &blocks);
// Everything is appended before the first token is taken.
Outcome runLate(const Setup &setup, const std::vector<Block> &blocks);
// Cut at random, deadlines kept or not, the framer copied now and then.
Outcome runCut(const Setup &setup, const std::vector<Block> &blocks, std::minstd_rand &random, double meanPiece);
Outcome runBytewise(const Setup &setup, const std::vector<Block> &blocks);

// Empty when both gave the same tokens with the same spans, flags and stamps.
std::string difference(const Outcome &a, const Outcome &b);

// What the tests and the fuzz target know: one announcer of each sort.
Setup commonSetup();
Setup httpSetup(); // the same, and an answer of kind http is awaited

// Announcers of commonSetup.
enum Id : std::uint32_t {
    HttpNmih = 1, HttpNmic, CiotCmd, Ipd, IpdMux, CiprxGet, MqttSubRecv, Cmt, MiplWrite,
    IotaStx, Hex, Usord, HttpNmi, Post, RcvPub, Joined, HexTail, Short,
};

} // namespace atscope::wire::check
