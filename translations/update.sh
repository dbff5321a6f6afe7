#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes new and changed texts of views and app into the .ts files. Then translate what is unfinished.
set -euo pipefail
cd "$(dirname "$0")/.."
/usr/lib/qt6/bin/lupdate views app/atscope -I . -extensions cpp,h -no-obsolete -locations none -source-language en -target-language zh_CN \
    -ts translations/atscope_zh_CN.ts
# English is the source; it needs a file only for its plurals.
/usr/lib/qt6/bin/lupdate views app/atscope -I . -extensions cpp,h -no-obsolete -locations none -pluralonly -source-language en \
    -target-language en -ts translations/atscope_en.ts
