# SPDX-License-Identifier: GPL-3.0-or-later
# Adds up test results from TAP files and automake's .trs files (the TAP behind x.trs is x.log). Names what
# failed and what was skipped, ends with "N passed, N failed, N skipped", and exits 1 when anything failed or
# nothing ran.

FNR == 1 {
    suite = FILENAME
    sub(/\.(trs|tap)$/, "", suite)
    if (FILENAME ~ /\.trs$/)
        read_names(suite ".log")
}

/^:test-result: / {
    count($2, names[++nth])
}

/^(not )?ok/ {
    count($0 ~ /# SKIP/ ? "SKIP" : $1 == "ok" ? "PASS" : "FAIL", $0)
}

function read_names(log_file,    line, n) {
    nth = n = 0
    split("", names)
    while ((getline line < log_file) > 0)
        if (line ~ /^(not )?ok/)
            names[++n] = line
    close(log_file)
}

function count(result, name) {
    if (result == "PASS" || result == "XFAIL")
        passed++
    else if (result == "SKIP")
        skips[skipped++] = suite ": " name
    else
        failures[failed++] = suite ": " (name == "" ? "the program failed" : name)
}

END {
    for (i = 0; i < skipped; i++)
        print "skipped  " skips[i]
    for (i = 0; i < failed; i++)
        print "FAILED   " failures[i]
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit failed > 0 || passed == 0
}
