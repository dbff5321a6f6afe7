// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Bytes to tokens: whole, late, byte by byte and cut at random must give the same, and every byte must be somewhere.
//
// Input: what is armed (1: an HTTP answer is awaited, 2: the blocks have stamps), a seed for the cuts, the number of further
// blocks n, n times {length of a block, pause behind it in 0.1 s}, and the stream.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/wire/stream_check.cpp" // the target is one source file

using namespace atscope::wire::check;

namespace {

[[noreturn]] void fail(const char *how, const std::string &what)
{
    std::fprintf(stderr, "%s: %s\n", how, what.c_str());
    std::abort();
}

void same(const Outcome &whole, const Outcome &other, const char *how)
{
    const std::string found = difference(whole, other);
    if (!found.empty())
        fail(how, found);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Setup s_common = commonSetup();
    static const Setup s_http = httpSetup();
    if (size < 3)
        return 0;
    const bool stamps = (data[0] & 2U) != 0;
    const Setup &setup = (data[0] & 1U) != 0 ? s_http : s_common;
    std::minstd_rand random(data[1] + 1U);
    const std::size_t cuts = data[2] % 16U;
    if (size < 3 + 2 * cuts)
        return 0;
    std::string stream(reinterpret_cast<const char *>(data) + 3 + 2 * cuts, size - 3 - 2 * cuts);
    std::vector<Block> blocks;
    double ms = 0;
    for (std::size_t i = 0; i < cuts; ++i) {
        const std::size_t length = data[3 + 2 * i];
        if (stream.size() <= length)
            break; // an empty block would be a clock that is looked at
        if (length > 0)
            blocks.push_back({stream.substr(0, length), stamps ? ms : -1});
        stream.erase(0, length);
        ms += data[4 + 2 * i] * 100.0;
    }
    blocks.push_back({stream, stamps ? ms : -1});

    const Outcome whole = run(setup, blocks);
    if (!whole.problem.empty())
        fail("whole", whole.problem);
    same(whole, runLate(setup, blocks), "late");
    if (size < 4096)
        same(whole, runBytewise(setup, blocks), "byte by byte");
    same(whole, runCut(setup, blocks, random, 3), "cut");
    same(whole, runCut(setup, blocks, random, 40), "cut");
    return 0;
}
