// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/font_reader.h"

#include <QtGlobal>

#if defined(Q_OS_LINUX) && !defined(ATSCOPE_PORTABLE)
#include <dlfcn.h>
#endif

namespace atscope {

FontReader::FontReader()
{
#if defined(Q_OS_LINUX) && !defined(ATSCOPE_PORTABLE)
    // The library is there if Qt uses it; ours is no reason to load it.
    using Init = int (*)();
    if (const auto init = reinterpret_cast<Init>(dlsym(RTLD_DEFAULT, "FcInit")))
        m_thread = std::thread([init] { init(); });
#endif
}

void FontReader::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace atscope
