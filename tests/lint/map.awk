# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the file map of ARCHITECTURE.md: the first sentence of each module's opening comment, a table per
# folder. Takes the .h of each module, or its .c where it has none, sorted by name.

FNR == 1 {
    finish()
    module = FILENAME
    sub(/\.[ch]$/, "", module)
    folder = module
    sub(/\/[^\/]*$/, "", folder)
    sub(/.*\//, "", module)
    sentence = ""
    reading = 1
    next
}

# `.summary = "..."` of a command's entry stands in for a comment.
/^    \.summary = "/ && sentence == "" {
    sentence = $0
    gsub(/^    \.summary = "|",$/, "", sentence)
    sentence = "`trailcase " substr(module, 5) "`: " tolower(substr(sentence, 1, 1)) substr(sentence, 2)
}

reading && /^(\/\/|\/\*| \*)/ {
    line = $0
    gsub(/^(\/\/|\/\*| \*\/?) ?| ?\*\/$/, "", line)
    if (line == "" && sentence != "")
        reading = 0
    else if (line != "")
        sentence = sentence (sentence == "" ? "" : " ") line
    next
}

NF {
    reading = 0
}

END {
    finish()
}

function finish() {
    if (module == "")
        return
    sub(/^[a-z0-9_]+: /, "", sentence)
    if (match(sentence, /\. /))
        sentence = substr(sentence, 1, RSTART - 1)
    sub(/[.:]$/, "", sentence)
    gsub(/\|/, "\\|", sentence)
    if (folder != before)
        printf "\n### %s\n\n| module | what it is for |\n|---|---|\n", folder
    before = folder
    printf "| %s | %s |\n", module, sentence
}
