#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Where credentials came from: the command in every format on the sample case, and on real logs against a reckoning
# without trailcase (lineage_reckoning.py).

setup_file() {
    "${TOP_BUILDDIR:-build}/samples/gen" model "$BATS_FILE_TMPDIR/model"
    cd "$BATS_FILE_TMPDIR" || return
    "$TRAILCASE" ingest -q model.db model/logs >/dev/null
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return
}

@test "a key that opens role sessions: where it came from, its sessions folded, what would still work" {
    run -0 "$TRAILCASE" lineage model.db AKIARTX3GSDSZWPFJWYZ
    [ "${lines[0]}" = "- user ci-runner" ]
    [[ $output == *"> access key AKIARTX3GSDSZWPFJWYZ (ci-runner)"* ]]
    [[ $output == *"unproven: its CreateAccessKey is not in these logs"* ]]
    [[ $output == *"times session of role ci-deploy"*"[exact key, certain]"* ]]
    [[ $output == *"if it were deleted: nothing that came from it would go on working"* ]]
}

@test "as of an earlier moment a session of it is live" {
    "$TRAILCASE" lineage model.db key:AKIARTX3GSDSZWPFJWYZ --now 2020-02-01T04:30:00Z --format json >at.json
    jq -e '.live >= 1 and .now == "2020-02-01T04:30:00Z" and
           ([.nodes[] | select(.state == "live")][0] | .until == "2020-02-01T05:20:51Z" and .rule == "exact key")' at.json
    jq -e '[.nodes[] | select(.side == "self")] | length == 1 and .[0].value == "AKIARTX3GSDSZWPFJWYZ"' at.json
}

@test "an event stands for what it issued, a temporary key for its session" {
    event=$("$TRAILCASE" sql model.db "SELECT event_id FROM edge WHERE child_kind = 'session' AND rule = 'exact key'
        AND parent_kind = 'key' ORDER BY time_s LIMIT 1" --format csv | tail -1)
    "$TRAILCASE" lineage model.db "event:$event" --format json >event.json
    jq -e --argjson event "$event" '.nodes[] | select(.side == "self") | .kind == "session" and .event == $event' event.json
    key=$(jq -r '.nodes[] | select(.side == "self") | .keys[0]' event.json)
    "$TRAILCASE" lineage model.db "$key" --format json >key.json
    diff <(jq .nodes event.json) <(jq .nodes key.json)
}

@test "a role chain leads back through both roles" {
    session=$("$TRAILCASE" sql model.db "SELECT child FROM edge WHERE child_kind = 'session' AND parent_kind = 'session'
        ORDER BY time_s LIMIT 1" --format csv | tail -1)
    "$TRAILCASE" lineage model.db "session:$session" --format json |
        jq -e '[.nodes[].kind] | .[0:3] == ["principal", "session", "session"]'
}

@test "the graph is one that Graphviz can read, whatever names say" {
    "$TRAILCASE" lineage model.db AKIARTX3GSDSZWPFJWYZ --format dot >graph.dot
    [ "$(head -1 graph.dot)" = "digraph lineage {" ]
    [ "$(tail -1 graph.dot)" = "}" ]
    [ "$(grep -c -- '->' graph.dot)" -eq "$(($(grep -c '^ *n[0-9]* .label' graph.dot) - 1))" ]
    [ "$(tr -cd '"' <graph.dot | wc -c | awk '{ print $1 % 2 }')" -eq 0 ]
}

@test "what has no lineage is refused with what to give instead" {
    run -2 "$TRAILCASE" lineage model.db address:203.0.113.77
    [[ $output == *"give a key, session, principal or event, not an address"* ]]
    run -2 "$TRAILCASE" lineage model.db nobody-of-this-name
    [[ $output == *"there is no key, event, session or principal nobody-of-this-name"* ]]
    run -2 "$TRAILCASE" lineage model.db AKIARTX3GSDSZWPFJWYZ --now yesterday-ish
}

@test "sessions and edges of invictus-2023 equal those reckoned from the raw records" {
    [ -d "${TRAILCASE_DATA:-/nonexistent}/invictus-2023" ] || skip "TRAILCASE_DATA names no folder of real logs"
    command -v python3 >/dev/null || skip "python3 is not installed"
    "$TRAILCASE" ingest -q real.db "$TRAILCASE_DATA/invictus-2023" >/dev/null 2>&1 || [ $? -eq 3 ]
    python3 "$TOP_SRCDIR/tests/cli/lineage_reckoning.py" "$TRAILCASE_DATA/invictus-2023" | sort >theirs
    "$TRAILCASE" sql real.db "SELECT 'session' || char(9) || key FROM session UNION ALL
        SELECT 'edge' || char(9) || child || char(9) || e.uid || char(9) || rule FROM edge
          JOIN events AS e USING (event_id) WHERE child_kind = 'session'" --format jsonl | jq -r '.[]' | sort >ours
    diff theirs ours
    [ "$(grep -c ^edge ours)" -ge 10 ]
}
