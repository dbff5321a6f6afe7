# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Precompiled headers: one set for core, one for core that knows Qt, one for widgets; all targets of a kind share the file.
# A source still includes what it uses: the preset 'portable' builds without them and notices.
set(_atscope_std <algorithm> <array> <atomic> <cmath> <cstddef> <cstdint> <cstdio> <cstdlib> <cstring> <filesystem> <functional>
    <limits> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
set(_atscope_qt_core <QByteArray> <QCoreApplication> <QDir> <QFile> <QFileInfo> <QObject> <QString> <QStringList> <QTimer>)
set(_atscope_qt_widgets <QAction> <QApplication> <QComboBox> <QEvent> <QHBoxLayout> <QKeyEvent> <QLabel> <QLineEdit> <QMenu>
    <QPainter> <QPushButton> <QScrollBar> <QToolButton> <QVBoxLayout> <QWidget>)

# atscope_precompiled(NAME HEADERS header… [LINKS library…]) makes the target atscope_pch_NAME, of which others take the file.
function(atscope_precompiled name)
    cmake_parse_arguments(ARG "" "" "HEADERS;LINKS" ${ARGN})
    set(_source ${CMAKE_BINARY_DIR}/pch/${name}.cpp)
    if(NOT EXISTS ${_source})
        file(WRITE ${_source} "namespace { [[maybe_unused]] int nothing = 0; }\n")
    endif()
    add_library(atscope_pch_${name} STATIC ${_source})
    target_link_libraries(atscope_pch_${name} PRIVATE atscope_warnings atscope_sanitizers ${ARG_LINKS})
    target_precompile_headers(atscope_pch_${name} PRIVATE ${ARG_HEADERS})
endfunction()

atscope_precompiled(core HEADERS ${_atscope_std})
atscope_precompiled(core_qt HEADERS ${_atscope_std} ${_atscope_qt_core} LINKS Qt6::Core)
atscope_precompiled(views HEADERS ${_atscope_std} ${_atscope_qt_core} ${_atscope_qt_widgets} LINKS Qt6::Widgets)
