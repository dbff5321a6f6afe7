# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
add_library(atscope_warnings INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(atscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
        -Woverloaded-virtual -Wimplicit-fallthrough)
    if(ATSCOPE_WERROR)
        target_compile_options(atscope_warnings INTERFACE -Werror)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # g++ 12 sees ghosts in std::string at -O2 with sanitizers on.
        target_compile_options(atscope_warnings INTERFACE -Winvalid-pch -Wno-restrict -Wno-maybe-uninitialized)
        if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
            # In a precompiled header it forgets that these come from a system header; the preset 'portable' keeps the checks.
            target_compile_options(atscope_warnings INTERFACE -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
        endif()
    endif()
endif()
