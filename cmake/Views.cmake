# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# atscope_view(NAME SOURCES file… [ROOMS core room…] [LINKS library…]) makes the static library atscope_views_NAME. A view links
# rooms of core and views/kit, never another view: views meet through core/session.
function(atscope_view name)
    cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LINKS" ${ARGN})
    set(_target atscope_views_${name})
    foreach(_library IN LISTS ARG_LINKS)
        if(_library MATCHES "^atscope_views_" AND NOT _library STREQUAL "atscope_views_kit")
            message(FATAL_ERROR "View ${name} links ${_library}: views know only views/kit")
        endif()
    endforeach()
    add_library(${_target} STATIC ${ARG_SOURCES})
    set_target_properties(${_target} PROPERTIES AUTOMOC ON)
    target_include_directories(${_target} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${_target} PRIVATE atscope_warnings PUBLIC atscope_sanitizers Qt6::Widgets)
    foreach(_room IN LISTS ARG_ROOMS)
        target_link_libraries(${_target} PUBLIC atscope_core_${_room})
    endforeach()
    if(NOT name STREQUAL "kit")
        target_link_libraries(${_target} PUBLIC atscope_views_kit)
    endif()
    target_link_libraries(${_target} PUBLIC ${ARG_LINKS})
    target_precompile_headers(${_target} REUSE_FROM atscope_pch_views)
endfunction()
