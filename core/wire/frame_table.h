// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the framer must know to cut bytes into lines, prompts and payloads. Plain data, compiled from the catalog by
// core/decode; the framer asks nobody while it reads.
namespace atscope::wire {

enum class DataPlace : std::uint8_t { SameLine, NextLine };
enum class DataUnit : std::uint8_t { Bytes, HexDigits, Either, Http, Line };

// A field (from 0) that has one of these texts, or is a number in one of these ranges. Blanks and quotes around it do not count.
struct FieldMatch
{
    int field = 0;
    std::vector<std::string> texts;
    std::vector<std::pair<double, double>> ranges;
    bool fits(std::string_view text) const; // announce.cpp
};

// A line that announces a payload.
struct Announcer
{
    std::uint32_t id = 0;         // handed back with the token
    std::string prefix;           // "+CIOTCMD" without the colon; the line must begin with it, then a colon (blanks allowed before
                                  // it; "=" and the wide colon U+FF1A count as colons), or with `prefix` ending in its own
                                  // separator ("+IPD,")
    int countField = -1;          // from 0; −1: the last field before the data. Http has none; Line needs none
    int fieldCount = 0;           // announces only with exactly so many fields before the data; 0: any.
                                  // SameLine: number of fields before the data, always given
    std::vector<FieldMatch> match; // announces only when all of them fit
    DataPlace place = DataPlace::SameLine;
    DataUnit unit = DataUnit::Bytes;
    char dataAfter = ',';         // SameLine: the separator right before the data
    int fieldsAfter = 0;          // SameLine: fields behind the data before the line ends
    double silenceMs = 2000;      // an unkept count shows after so long without a byte
    bool own = true;              // the data is a token of its own; false: part of the line's token
    // Not counted, but part of the data: quotes around it, a blank before it (SameLine).
};

// Text that asks for data ("> ", "@"); recognised at the beginning of a line only.
struct PromptMark
{
    std::uint32_t id = 0;
    std::string text;             // without the one blank that may follow
};

// What is looked for at one moment.
struct FrameTable
{
    std::vector<Announcer> announcers;
    std::vector<PromptMark> prompts;
    bool rawHttp = false;         // an answer of kind http is awaited: "HTTP/1." begins a payload of unit Http, also in the middle
                                  // of a line (the posted text may stand before it)
    double httpSilenceMs = 2000;
};

} // namespace atscope::wire
