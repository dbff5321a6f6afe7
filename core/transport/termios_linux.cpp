// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/linux_parts.h"

#include <asm/termbits.h> // not together with <termios.h>
#include <sys/ioctl.h>

namespace atscope::transport::linux_parts
{

std::optional<int> baudOf(int fd)
{
    termios2 settings{};
    if (::ioctl(fd, TCGETS2, &settings) != 0)
        return std::nullopt;
    return static_cast<int>(settings.c_ospeed);
}

bool makeRaw(int fd)
{
    termios2 settings{};
    if (::ioctl(fd, TCGETS2, &settings) != 0)
        return false;
    settings.c_iflag = 0;
    settings.c_oflag = 0;
    settings.c_lflag = 0;
    settings.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | CSTOPB | CRTSCTS);
    settings.c_cflag |= CS8 | CREAD | CLOCAL;
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    return ::ioctl(fd, TCSETS2, &settings) == 0;
}

} // namespace atscope::transport::linux_parts
