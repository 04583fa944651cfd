# SPDX-License-Identifier: GPL-3.0-or-later
# Limits on C files: 600 lines a file, 110 columns a line, 60 lines a function (rows of a table
# in it not counted), 6 parameters. Relies on clang-format: a function's braces stand alone in the first column.
# Run with LC_ALL=C.

FNR == 1 {
    finish()
    file = FILENAME
    head = ""
    opened = 0
}

length($0) > 110 {
    wide = $0
    gsub(/[\200-\277]/, "", wide)
    if (length(wide) > 110)
        print FILENAME ":" FNR ": line of " length(wide) " columns, 110 allowed"
}

/^{/ {
    opened = FNR
    rows = 0
    check_parameters(head)
}

/^ +\{.*\},?$/ {
    rows++
}

/^}/ {
    size = FNR - opened - 1 - rows
    if (opened && size > 60)
        print FILENAME ":" opened ": function of " size " lines, 60 allowed"
    opened = 0
}

/^$|;$|^[}#\/]/ {
    head = ""
    last = FNR
    next
}

{
    head = head $0
    last = FNR
}

END {
    finish()
}

function finish() {
    if (file != "" && last > 600)
        print file ": " last " lines, 600 allowed"
}

function check_parameters(text,    i, c, depth, commas) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        depth += (c == "(") - (c == ")")
        commas += c == "," && depth == 1
    }
    if (commas > 5)
        print FILENAME ":" FNR ": function of " commas + 1 " parameters, 6 allowed"
}
