# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when PROGRAM needs a GUI library at run time.
execute_process(COMMAND ldd ${PROGRAM} OUTPUT_VARIABLE _needed RESULT_VARIABLE _failed)
if(_failed)
    message(FATAL_ERROR "ldd ${PROGRAM} failed")
endif()
if(NOT _needed MATCHES "libQt6Core")
    message(FATAL_ERROR "${PROGRAM}: ldd does not list Qt Core, so this check sees nothing:\n${_needed}")
endif()
if(_needed MATCHES "libQt6(Gui|Widgets|Svg|PrintSupport)|qscintilla")
    message(FATAL_ERROR "${PROGRAM} needs a GUI library:\n${_needed}")
endif()
