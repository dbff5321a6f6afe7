// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast the framer cuts: MB/s on generated mixes of 64 MB, with counting lines by memchr as the floor in the same run.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "core/wire/framer.h"

using namespace atscope;
using namespace atscope::wire;

namespace {

constexpr std::size_t Total = 64U << 20U;

// As many announcers as the largest profile has, so that turning lines away costs what it does in use.
std::shared_ptr<const FrameTable> table()
{
    FrameTable out;
    std::uint32_t id = 0;
    for (const char *prefix : {"+HTTPNMIH", "+HTTPNMIC", "+HTTPNMI", "+CIOTCMD", "+IMQTTRCVPUB", "+IOTASTX", "+MIPLWRITE",
        "+MQTTPUBLISH", "+CMT", "+CDS",
                               "+CIPRXGET", "+MQTTSUBRECV", "+USORD", "+NSORF", "+IDMPS", "+IDMSS", "+IDMGPR", "+IDMAS",
                                   "+MQTTRECV", "+HTTPC"}) {
        Announcer a;
        a.id = ++id;
        a.prefix = prefix;
        a.place = a.prefix.substr(0, 5) == "+HTTP" ? DataPlace::NextLine : DataPlace::SameLine;
        a.fieldCount = a.prefix == "+CIOTCMD" ? 1 : a.place == DataPlace::NextLine ? 0 : 3;
        a.own = a.prefix != "+CIOTCMD";
        out.announcers.push_back(a);
    }
    return std::make_shared<const FrameTable>(std::move(out));
}

std::string lines(std::string_view end)
{
    const std::string e(end);
    std::string out;
    out.reserve(Total + 256);
    std::minstd_rand random(1);
    while (out.size() < Total) {
        switch (random() % 6) {
        case 0:
            out += "AT+MIPLNOTIFY=0,153973,3306,0,5850,5,1,0,1,0\r" + e;
            break;
        case 1:
            out += e + "+MIPLEVENT: 0," + std::to_string(random() % 30) + e;
            break;
        case 2:
            out += e + "+CSQ: 21,99" + e + e + "OK" + e;
            break;
        case 3:
            out += e + "+CREG: 2,1,\"0B2F\",\"0100701\",7" + e;
            break;
        case 4:
            out += e + "+MIPLOBSERVE: 0,267707,1,3200,0,-1" + e;
            break;
        default:
            out += e + "OK" + e;
            break;
        }
    }
    out.resize(Total);
    return out;
}

std::string payloads()
{
    std::string out;
    out.reserve(Total + 4096);
    std::minstd_rand random(2);
    while (out.size() < Total) {
        const std::size_t size = random() % 1024;
        if (random() % 2 == 0)
            out += "\r\n+HTTPNMIC:0,1,5231," + std::to_string(size) + "\r\n" + std::string(size, 'x') + "\r\n";
        else
            out += "\r\n+CIOTCMD:" + std::to_string(size) + "," + std::string(size, 'y') + "\r\n\r\nOK\r\n";
    }
    out.resize(Total);
    return out;
}

template<class Work>
double best(Work work)
{
    double seconds = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto from = std::chrono::steady_clock::now();
        work();
        seconds = std::min(seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    }
    return static_cast<double>(Total) / 1e6 / seconds;
}

void measure(const char *name, const std::string &stream)
{
    std::size_t counted = 0;
    const double floor = best([&] {
        counted = 0;
        const char *at = stream.data();
        const char *const end = at + stream.size();
        while (at < end) {
            const void *found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
            if (!found)
                break;
            at = static_cast<const char *>(found) + 1;
            ++counted;
        }
    });
    const std::shared_ptr<const FrameTable> armed = table();
    std::printf("%-10s floor %7.0f MB/s (%zu line ends)\n", name, floor, counted);
    for (const std::size_t block : {std::size_t{256}, std::size_t{65536}}) {
        std::size_t tokens = 0;
        const double speed = best([&] {
            tokens = 0;
            Framer framer;
            framer.setTable(armed);
            std::int64_t ns = 0;
            for (std::size_t at = 0; at < stream.size(); at += block) {
                framer.append({ns += 1000000}, std::string_view(stream).substr(at, block));
                while (framer.next())
                    ++tokens;
            }
            framer.finish();
            while (framer.next())
                ++tokens;
        });
        std::printf("%-10s framer %6.0f MB/s, blocks of %zu, %zu tokens, %.1f times the floor\n", name, speed, block, tokens,
            floor / speed);
    }
}

} // namespace

int main()
{
    measure("crlf", lines("\r\n"));
    measure("lf", lines("\n"));
    measure("payloads", payloads());
    return 0;
}
