// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <thread>

namespace atscope {

// Where fonts come from fontconfig, its files are read by a thread of their own while the application object is made: at their
// first text Qt would read them then and there. Anywhere else it does nothing. Made first of all; wait() before anything has a
// font, from the same thread.
class FontReader final
{
public:
    FontReader();
    ~FontReader() { wait(); }
    FontReader(const FontReader &) = delete;
    FontReader &operator=(const FontReader &) = delete;

    void wait();

private:
    std::thread m_thread;
};

} // namespace atscope
