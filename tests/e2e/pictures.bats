#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A screen of tmux as SVG: colours, cells and text are those of the screen, and the file is one that browsers read.

setup() {
    command -v python3 >/dev/null || skip "python3 is not installed"
}

# svg TEXT: the picture of a screen 20 columns wide
svg() {
    printf '%b\n' "$1" | python3 "$TOP_SRCDIR/tests/pictures/svg.py" 20 'a & b' >"$BATS_TEST_TMPDIR/picture.svg"
    python3 -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' "$BATS_TEST_TMPDIR/picture.svg"
    output=$(cat "$BATS_TEST_TMPDIR/picture.svg")
}

@test "text stands in its cells, escaped" {
    svg 'ab  c<d\n e'
    [[ $output == *'<text x="10" y="23" textLength="16" fill="#d5d8de">ab</text>'* ]]
    [[ $output == *'<text x="42" y="23" textLength="24" fill="#d5d8de">c&lt;d</text>'* ]]
    [[ $output == *'<text x="18" y="41" '*'>e</text>'* ]]
    [[ $output == *'aria-label="a &amp; b"'* ]]
}

@test "colours and attributes are those of the screen" {
    svg '\e[1m\e[38;5;203mred\e[0m \e[7minverse\e[0m \e[48;5;24mon blue\e[49m'
    [[ $output == *'fill="#ff5f5f" font-weight="bold">red<'* ]]
    [[ $output == *'fill="#15181d">inverse<'* ]]
    [[ $output == *'width="56" height="18" fill="#005f87"/>'* ]]
}

@test "bars are rectangles of their height" {
    svg '██▄'
    [[ $output == *'<rect x="10" y="10" width="16" height="18" '* ]]
    [[ $output == *'<rect x="26" y="19" width="8" height="9" '* ]]
}

@test "each picture of the readme is there and well-formed" {
    local picture
    for picture in $(grep -o 'man/pictures/[a-z]*\.png' "$TOP_SRCDIR/README.md"); do
        [ "$(head -c 4 "$TOP_SRCDIR/$picture" | tr -d '\211')" = PNG ]
        [ "$(wc -c <"$TOP_SRCDIR/$picture")" -lt 200000 ]
    done
    for picture in $(grep -o 'man/pictures/[a-z]*\.svg' "$TOP_SRCDIR/README.md"); do
        python3 -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' "$TOP_SRCDIR/$picture"
    done
}
