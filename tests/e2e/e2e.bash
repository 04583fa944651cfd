# SPDX-License-Identifier: GPL-3.0-or-later
# For tests that run the program in a real terminal: a tmux of its own, with a shell in it. Nothing sleeps for
# a fixed time; everything is waited for by its text on the screen.

e2e_setup() {
    command -v tmux >/dev/null || skip "tmux is not installed"
    export HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset TMUX NO_COLOR LINES COLUMNS
    use_socket "$BATS_TEST_NUMBER"
}

# A small case, in CASE.
e2e_case() {
    CASE=$BATS_TEST_TMPDIR/case.db
    "$TRAILCASE" ingest -q "$CASE" "$TOP_SRCDIR/tests/e2e/logs" >/dev/null
}

# A case of many events, in CASE, made once for a file of tests: EVENTS of them, or the one that E2E_BIG_CASE names.
e2e_big_case() {
    [[ -z ${E2E_BIG_CASE-} ]] || { CASE=$E2E_BIG_CASE && return; }
    CASE=$BATS_FILE_TMPDIR/case.db
    [[ ! -e $CASE ]] || return 0
    [[ -x $TOP_BUILDDIR/tests/bench/gen_load ]] || skip "gen_load is not built"
    "$TOP_BUILDDIR/tests/bench/gen_load" --events "$1" --per-file 5000 "$BATS_FILE_TMPDIR/logs" >/dev/null
    "$TRAILCASE" ingest -q "$CASE" "$BATS_FILE_TMPDIR/logs" >/dev/null
}

# The program with its help screen in front.
start_help() {
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press '?'
    wait_for 'What to do first'
}

# Another server from here on: one that is still ending would not take another session.
use_socket() {
    SOCKET=trailcase-$$-$1
}

e2e_teardown() {
    [[ -z ${SOCKET-} ]] || tmux -L "$SOCKET" kill-server 2>/dev/null || true
}

mux() {
    tmux -L "$SOCKET" -f /dev/null "$@"
}

# shell COLS ROWS [ENV-ASSIGNMENT...]: a terminal with a shell that has a plain prompt
shell() {
    local cols=$1 rows=$2
    shift 2
    mux new-session -d -x "$cols" -y "$rows" "env LC_ALL=C.UTF-8 PS1='READY> ' $* bash --norc --noprofile"
    wait_for 'READY>'
}

# Type a line into the shell.
line() {
    mux send-keys -l "$1"
    mux send-keys Enter
}

# Press keys, by the names of tmux.
press() {
    mux send-keys "$@"
}

type_text() {
    mux send-keys -l "$1"
}

screen() {
    mux capture-pane -p
}

# The same with its escape sequences.
coloured_screen() {
    mux capture-pane -p -e
}

# wait_for TEXT: until it is on the screen; fails after ten seconds and shows what was there
wait_for() {
    local tries
    for ((tries = 0; tries < 200; tries++)); do
        [[ $(screen) == *"$1"* ]] && return
        sleep 0.05
    done
    printf 'waited for "%s", the screen is:\n' "$1"
    screen
    return 1
}

# wait_gone TEXT: until it is no longer on the screen
wait_gone() {
    local tries
    for ((tries = 0; tries < 200; tries++)); do
        [[ $(screen) != *"$1"* ]] && return
        sleep 0.05
    done
    printf '"%s" stays on the screen:\n' "$1"
    screen
    return 1
}

# wait_rows N: until the screen is drawn down to its row N, with nothing of another size left
wait_rows() {
    local tries text
    for ((tries = 0; tries < 200; tries++)); do
        text=$(screen)
        [[ $(wc -l <<<"$text") -eq $1 && $text == *case.db* && $(tail -1 <<<"$text") == *' '[a-zA-Z]* ]] && return
        sleep 0.05
    done
    printf 'waited for %s rows, the screen is:\n' "$1"
    screen
    return 1
}

# wait_end PID: until there is no such process
wait_end() {
    local tries
    for ((tries = 0; tries < 200; tries++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.05
    done
    return 1
}

# The process id of what the shell runs.
child() {
    pgrep -P "$(mux display-message -p '#{pane_pid}')"
}

# The terminal is as the shell left it: main screen, cursor shown, same modes.
assert_sane() {
    wait_for 'READY>'
    [[ $(mux display-message -p '#{alternate_on} #{cursor_flag} #{keypad_flag}') == '0 1 0' ]]
    line "stty -a >'$HOME/after'; echo COMPA''RED"
    wait_for 'COMPARED'
    diff "$HOME/before" "$HOME/after"
}

remember_modes() {
    line "stty -a >'$HOME/before'; clear; echo REMEM''BERED"
    wait_for 'REMEMBERED'
}
