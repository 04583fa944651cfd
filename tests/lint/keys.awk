# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the KEYS section of man/trailcase.1 from the table in ui/core/request.h.

/^#define REQUEST_GROUP_LIST/ { in_groups = 1 }
/^#define REQUEST_LIST/ { in_requests = 1 }

/^    X\(/ {
    line = $0
    sub(/^    X\(/, "", line)
    n = split(line, part, "\"")
    split(part[1], word, /, */)
    if (in_groups) {
        title[++groups] = part[2]
        group[groups] = word[1]
    } else if (in_requests && part[6] != "") {
        count++
        of[count] = word[2]
        command[count] = part[2]
        keys[count] = part[4]
        help[count] = part[6]
    }
}

!/\\$/ { in_requests = in_groups = 0 }

END {
    for (g = 1; g <= groups; g++) {
        shown = 0
        for (i = 1; i <= count; i++) {
            if (of[i] != group[g])
                continue
            if (!shown++)
                printf ".Ss %s\n.Bl -tag -width Ds -compact\n", title[g]
            k = key_names(keys[i])
            if (k == "")
                printf ".It Ic :%s\n%s\n", command[i], help[i]
            else
                printf ".It Ic %s Pq Ic :%s\n%s\n", k, command[i], help[i]
        }
        if (shown)
            print ".El"
    }
}

# The keys of an entry as mdoc wants them: punctuation alone would be taken for punctuation.
function key_names(list,    part, n, i, key, out) {
    n = split(list, part, " ")
    for (i = 1; i <= n; i++) {
        key = part[i]
        gsub(/\\\\/, "\\e", key)
        gsub(/-/, "\\-", key)
        gsub(/\^/, "\\(ha", key)
        if (part[i] ~ /^[^A-Za-z0-9]+$/)
            key = "\\&" key
        out = out (i > 1 ? " , " : "") key
    }
    return out
}
