# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for trailcase. The words come from the program (trailcase --words [COMMAND]), so they are
# those of the version that is installed.

_trailcase() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} words=
    COMPREPLY=()
    if [[ $COMP_CWORD -eq 1 ]]; then
        words=$("$program" --words 2>/dev/null)" --demo --help --version"
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == --format ]]; then
        words="table csv json jsonl"
    elif [[ $word == -* ]]; then
        words=$("$program" --words "${COMP_WORDS[1]}" 2>/dev/null)
    elif [[ ${COMP_WORDS[1]} == @(demo|--demo) && $COMP_CWORD -eq 2 ]]; then
        words="model role console"
    elif [[ ${COMP_WORDS[1]} == list && $COMP_CWORD -eq 3 ]]; then
        words="principals addresses keys agents apis services regions accounts resources errors sessions"
    elif [[ ${COMP_WORDS[1]} == mark && $COMP_CWORD -eq 4 ]]; then
        words="attacker compromised benign"
    fi
    while read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen -W "$words" -- "$word")
}

complete -o default -F _trailcase trailcase
