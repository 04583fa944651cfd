# SPDX-License-Identifier: GPL-3.0-or-later
# Holds every #include to layers.txt and homes.txt, and every .c file to its own header first:
#
#   awk -f includes.awk layers.txt homes.txt FILE...

FILENAME ~ /layers\.txt$/ {
    if (!/^#/ && NF)
        layer[$1] = " " $0 " "
    next
}

FILENAME ~ /homes\.txt$/ {
    if (!/^#/ && NF)
        home[$1] = $0
    next
}

FNR == 1 {
    folder = FILENAME
    sub(/\/[^\/]*$/, "", folder)
    own = FILENAME
    if (sub(/\.c$/, ".h", own) && (getline line < own) < 0)
        own = ""
    close(own)
    rule = FILENAME in layer ? layer[FILENAME] : layer[folder]
    if (FILENAME ~ /^(src|ui)\// && rule == "")
        print FILENAME ": no line for " folder " in tests/lint/layers.txt"
    first = 1
}

/^#include/ {
    what = $2
    gsub(/["<>]/, "", what)
    if (first && FILENAME ~ /\.c$/ && own != "" && what != own)
        print FILENAME ":" FNR ": includes " what " before its own header " own
    first = 0
    if ($2 ~ /^"/)
        check_layer(what)
    else
        check_home(what)
}

function check_layer(what,    target) {
    target = what
    sub(/\/[^\/]*$/, "", target)
    if (what !~ /^(src|ui|tests|samples)\//)
        print FILENAME ":" FNR ": write " what " from the root of the tree"
    else if (rule != "" && target != folder && index(rule, " " target " ") == 0)
        print FILENAME ":" FNR ": " folder " may not include " what
}

function check_home(what,    pattern, part, n, i, allowed) {
    for (pattern in home) {
        if (what !~ "^" pattern)
            continue
        n = split(home[pattern], part, " ")
        allowed = 0
        for (i = 2; i <= n; i++)
            allowed = allowed || index(FILENAME, part[i]) == 1
        if (!allowed)
            print FILENAME ":" FNR ": <" what "> belongs to" substr(home[pattern], length(pattern) + 1)
    }
}
