# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: installs the Debian packages that are missing. Nothing is fetched from anywhere else.

ATSCOPE_BUILD_PACKAGES=(
    build-essential cmake ninja-build mold ccache pkg-config locales
    qt6-base-dev qt6-serialport-dev libyaml-cpp-dev libpcre2-dev zlib1g-dev libqscintilla2-qt6-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n fontconfig fonts-wqy-microhei
)

# atscope_install build
atscope_install() {
    local wanted=("${ATSCOPE_BUILD_PACKAGES[@]}") missing=() package
    for package in "${wanted[@]}"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing and there is neither root nor sudo to install them: ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER:-ccache}
fi

# Without a Chinese font every Chinese text is boxes: better to fail here than to look wrong.
atscope_check_fonts() {
    if ! fc-list :lang=zh | grep -q .; then
        echo "No font with Chinese characters is installed (fc-list :lang=zh is empty). Install fonts-wqy-microhei." >&2
        return 1
    fi
}
