# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a text of the widgets has no Chinese: SOURCE (the tree), LUPDATE, WORK (a folder).
file(MAKE_DIRECTORY ${WORK})
file(COPY_FILE ${SOURCE}/translations/atscope_zh_CN.ts ${WORK}/atscope_zh_CN.ts)
execute_process(COMMAND ${LUPDATE} ${SOURCE}/views ${SOURCE}/app/atscope -I ${SOURCE} -extensions cpp,h -no-obsolete -locations none -source-language en
    -target-language zh_CN -ts ${WORK}/atscope_zh_CN.ts OUTPUT_VARIABLE _out ERROR_VARIABLE _out RESULT_VARIABLE _failed)
if(_failed)
    message(FATAL_ERROR "lupdate failed:\n${_out}")
endif()
file(READ ${WORK}/atscope_zh_CN.ts _text)
if(NOT _text MATCHES "<source>")
    message(FATAL_ERROR "No text was found at all: this check sees nothing")
endif()
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*(<comment>[^<]*</comment>)?[^<]*<translation type=\"unfinished\">" _open "${_text}")
if(_open)
    list(LENGTH _open _count)
    string(REPLACE ";" "\n" _open "${_open}")
    message(FATAL_ERROR "${_count} texts are not translated (translations/update.sh, then translate):\n${_open}")
endif()
