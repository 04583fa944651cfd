#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# embed-terminfo.sh TYPE...: the table of ui/term/terminfo.c from the descriptions that this machine has. One that is
# missing is left out.
echo '// made by ui/term/embed-terminfo.sh'
for type; do
    text=$(infocmp -x -Q2 "$type" 2>/dev/null | sed '/^#/d' | tr -d '\n')
    [ -z "$text" ] || printf '{"%s", "%s"},\n' "$type" "$text"
done
