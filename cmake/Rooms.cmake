# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# The rooms of core from the bottom up (ARCHITECTURE.md). A room links only rooms that stand before it in this list.
set(ATSCOPE_ROOM_ORDER base expr catalog wire record transport decode engine store net simulator session workflow firmware)

# atscope_room(NAME SOURCES file… [ROOMS lower room…] [LINKS library…]) makes the static library atscope_core_NAME.
function(atscope_room name)
    cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LINKS" ${ARGN})
    list(FIND ATSCOPE_ROOM_ORDER ${name} _mine)
    if(_mine EQUAL -1)
        message(FATAL_ERROR "Room ${name} is not in the list of rooms (cmake/Rooms.cmake)")
    endif()
    foreach(_room IN LISTS ARG_ROOMS)
        list(FIND ATSCOPE_ROOM_ORDER ${_room} _other)
        if(_other EQUAL -1 OR NOT _other LESS _mine)
            message(FATAL_ERROR "Room ${name} may not link ${_room}: it does not stand above it in the list of rooms")
        endif()
    endforeach()
    foreach(_library IN LISTS ARG_LINKS)
        if(_library MATCHES "Qt6?::(Gui|Widgets|Svg|PrintSupport)|[Qq]scintilla")
            message(FATAL_ERROR "Room ${name} links ${_library}: core knows no GUI")
        endif()
    endforeach()
    add_library(atscope_core_${name} STATIC ${ARG_SOURCES})
    target_include_directories(atscope_core_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(atscope_core_${name} PRIVATE atscope_warnings PUBLIC atscope_sanitizers)
    foreach(_room IN LISTS ARG_ROOMS)
        target_link_libraries(atscope_core_${name} PUBLIC atscope_core_${_room})
    endforeach()
    target_link_libraries(atscope_core_${name} PUBLIC ${ARG_LINKS})
endfunction()

# atscope_test(NAME SOURCES file… CLASSES class… [LINKS library…]): one program for a room, one ctest for each of its QTest
# classes, and each of them once more under a locale with a decimal comma. LOCK NAME: those that name it do not run at the same
# time (names of ptys are the machine's, and are used again at once). A program that links a view gets a QApplication on the
# offscreen platform, and settings of its own that go with it.
function(atscope_test name)
    cmake_parse_arguments(ARG "" "LOCK" "SOURCES;CLASSES;LINKS" ${ARGN})
    set(_target atscope_test_${name})
    add_executable(${_target} ${ARG_SOURCES} ${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp)
    set_target_properties(${_target} PROPERTIES AUTOMOC ON)
    target_include_directories(${_target} PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${_target} PRIVATE
        ATSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ATSCOPE_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
    target_link_libraries(${_target} PRIVATE atscope_warnings atscope_sanitizers Qt6::Test ${ARG_LINKS})
    set(_platform "")
    if("${ARG_LINKS}" MATCHES "atscope_views_|Qt6::Widgets")
        target_compile_definitions(${_target} PRIVATE ATSCOPE_TEST_WIDGETS)
        target_link_libraries(${_target} PRIVATE Qt6::Widgets)
        set(_platform "QT_QPA_PLATFORM=offscreen;")
    endif()
    foreach(_class IN LISTS ARG_CLASSES)
        add_test(NAME ${name}.${_class} COMMAND ${_target} --class ${_class})
        set_tests_properties(${name}.${_class} PROPERTIES TIMEOUT 300 ENVIRONMENT "${_platform}LC_ALL=C.UTF-8")
        if(ATSCOPE_COMMA_LOCALE)
            add_test(NAME ${name}.${_class}.comma COMMAND ${_target} --class ${_class})
            set_tests_properties(${name}.${_class}.comma PROPERTIES TIMEOUT 300 LABELS comma
                ENVIRONMENT "${_platform}LOCPATH=${ATSCOPE_LOCPATH};LC_ALL=de_DE.UTF-8;ATSCOPE_EXPECT_COMMA=1")
        endif()
        if(ARG_LOCK)
            set_tests_properties(${name}.${_class} ${name}.${_class}.comma PROPERTIES RESOURCE_LOCK ${ARG_LOCK})
        endif()
    endforeach()
endfunction()
