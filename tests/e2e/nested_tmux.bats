#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# tmux in tmux.

load e2e

setup() {
    e2e_setup
    e2e_case
}

teardown() {
    e2e_teardown
}

@test "works in a tmux that runs in a tmux" {
    shell 100 30
    line "env -u TMUX tmux -L '$SOCKET-inner' -f /dev/null new-session \"env PS1='INNER> ' bash --norc --noprofile\""
    wait_for 'INNER>'
    line "'$TRAILCASE' ui '$CASE'; echo EX''IT=\$?"
    wait_for 'case.db'
    press 5
    wait_for 'AKIAEXAMPLEALICE0001'
    press y
    wait_for 'value'
    press v
    wait_gone 'copy what'
    mux resize-window -x 70 -y 15
    wait_gone 'arn:'
    press 9
    wait_for 'Scope'
    press Q
    wait_for 'EXIT=0'
    tmux -L "$SOCKET-inner" kill-server
    wait_for 'READY>'
}
