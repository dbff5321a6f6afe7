// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

namespace atscope::bench {

// A raw pty without a program at its ends. The benchmarks make theirs before they fork the process that plays the module, whose
// CPU time then is not theirs.
struct BarePty
{
    int master = -1;
    int slave = -1; // keeps what was written until the program under test has opened its own
    std::string path;
};

[[noreturn]] inline void die(const char *what)
{
    std::perror(what);
    std::exit(1);
}

inline BarePty makePty()
{
    BarePty out;
    out.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (out.master < 0 || grantpt(out.master) != 0 || unlockpt(out.master) != 0)
        die("pty");
    char name[64];
    if (ptsname_r(out.master, name, sizeof name) != 0)
        die("ptsname");
    out.path = name;
    out.slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios raw{};
    if (out.slave < 0 || tcgetattr(out.slave, &raw) != 0)
        die("slave");
    cfmakeraw(&raw);
    tcsetattr(out.slave, TCSANOW, &raw);
    return out;
}

inline std::int64_t nowNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

inline void writeAll(int fd, const void *data, std::size_t size)
{
    const char *at = static_cast<const char *>(data);
    while (size > 0) {
        const auto done = write(fd, at, size);
        if (done < 0)
            die("write");
        at += done;
        size -= static_cast<std::size_t>(done);
    }
}

// False: the other side is gone.
inline bool readAll(int fd, void *data, std::size_t size)
{
    char *at = static_cast<char *>(data);
    while (size > 0) {
        const auto got = read(fd, at, size);
        if (got <= 0)
            return false;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

inline double cpuSeconds(int who = RUSAGE_SELF)
{
    rusage used{};
    getrusage(who, &used);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// The machine's load says what the figures are worth.
inline void printLoad()
{
    double load[3] = {};
    if (getloadavg(load, 3) == 3)
        std::printf("load       %.2f %.2f %.2f on %ld cores\n", load[0], load[1], load[2], sysconf(_SC_NPROCESSORS_ONLN));
}

} // namespace atscope::bench
