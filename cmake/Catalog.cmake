# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# resources/catalogs/*.yaml + resources/messages/*.yaml → atscope-catalogc → builtin_data.cpp → atscope_core_catalog_data.
# A wrong file stops the build with file:line:column: reason.
# (The tool's target is in app/catalogc; names of targets are resolved when CMake generates.)
file(GLOB ATSCOPE_CATALOG_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/catalogs/*.yaml)
file(GLOB ATSCOPE_MESSAGE_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/messages/*.yaml)
set_property(GLOBAL PROPERTY ATSCOPE_CATALOG_FILES ${ATSCOPE_CATALOG_FILES})
set(_data ${CMAKE_BINARY_DIR}/generated/builtin_data.cpp)
add_custom_command(OUTPUT ${_data}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/generated
    COMMAND atscope-catalogc --messages ${CMAKE_SOURCE_DIR}/resources/messages --output ${_data} ${ATSCOPE_CATALOG_FILES}
    DEPENDS atscope-catalogc ${ATSCOPE_CATALOG_FILES} ${ATSCOPE_MESSAGE_FILES}
    COMMENT "Compiling the command catalog"
    VERBATIM)
add_library(atscope_core_catalog_data STATIC ${_data})
target_include_directories(atscope_core_catalog_data PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(atscope_core_catalog_data PRIVATE atscope_sanitizers)

# Whoever links the room gets its data too. atscope-catalogc brings data of its own (none): it is what makes it.
target_link_libraries(atscope_core_catalog INTERFACE
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:ATSCOPE_MAKES_CATALOG>>>:atscope_core_catalog_data>)
