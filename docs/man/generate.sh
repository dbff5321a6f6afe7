#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The ATscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes atscope-cli.1 from what `atscope-cli --help` says, with the hand-written sections of atscope-cli.end behind it.
#   generate.sh CLI                writes the page to standard output
#   generate.sh --check CLI        is atscope-cli.1 what would be written now?
#   generate.sh --options PROGRAM  has atscope.1 exactly the options that PROGRAM --help lists?
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# Text for roff: no request at the beginning of a line, hyphens that can be copied.
roff() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"; }

# "  --name VALUE   what it does" as tagged paragraphs; `except` holds lines to leave out.
options() {
    local line name help
    while IFS= read -r line; do
        [[ $line == "  --"* ]] || continue
        if [ -n "${except:-}" ] && grep -qxF -- "$line" <<<"$except"; then
            continue
        fi
        line=${line#  }
        name=${line%%  *}
        help=${line#*  }
        help=${help#"${help%%[! ]*}"}
        echo ".TP"
        printf '.B %s\n' "$(roff <<<"${name%% *}")$([[ $name == *" "* ]] && printf ' \\fI%s\\fR' "$(roff <<<"${name#* }")")"
        roff <<<"$help"
    done
}

page() {
    local cli=$1 help names name text except=""
    help=$("$cli" --help --lang en)
    names=$(sed -n 's/^  \([a-z]*\)  *.*/\1/p' <<<"$help")
    cat <<'END'
.\" SPDX-FileCopyrightText: 2026 The ATscope developers
.\" SPDX-License-Identifier: GPL-3.0-or-later
.\" Made by docs/man/generate.sh from atscope-cli --help: change that, or atscope-cli.end.
.TH ATSCOPE\-CLI 1 "" "ATscope" "User Commands"
.SH NAME
atscope\-cli \- talk to AT\-command modules, decode and check what they say
.SH SYNOPSIS
.B atscope\-cli
.I COMMAND
.RI [ options ]
.RI [ arguments ]
.SH DESCRIPTION
The command line of
.BR atscope (1):
everything it knows about AT commands, for bench automation and scripts.
.SH COMMANDS
END
    common=$(grep '^  --' <<<"$help")
    for name in $names; do
        text=$("$cli" "$name" --help --lang en)
        printf '.SS %s\n' "$(sed -n '1s/^Usage: atscope-cli //p' <<<"$text" | sed 's/ *$//' | roff)"
        sed -n 2p <<<"$text" | sed 's/^\(.\)/\U\1/; s/$/./' | roff
        except=$common options <<<"$text"
    done
    echo '.SH OPTIONS OF ALL COMMANDS'
    except="" options <<<"$common"
    cat "$here/atscope-cli.end"
}

named() { grep -o -- '--[a-z][a-z-]*' | sort -u; }

case ${1:-} in
--check) diff -u "$here/atscope-cli.1" <(page "$2") ;;
--options) diff -u <(sed -e '/^\.\\"/d' -e 's/\\-/-/g' "$here/atscope.1" | sed -n '/^\.SH OPTIONS/,/^\.SH FILES/p' | grep '^\.B' | named) \
    <("$2" --help --lang en | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | named) ;;
"") sed -n '5,8s/^# *//p' "$0" >&2; exit 2 ;;
*) page "$1" ;;
esac
