#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The four robots on the sample case, against what jq and the events themselves say.

setup_file() {
    "${TOP_BUILDDIR:-build}/samples/gen" model "$BATS_FILE_TMPDIR/model"
    cd "$BATS_FILE_TMPDIR" || return
    "$TRAILCASE" ingest -q model.db model/logs >/dev/null
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return
}

robot() {
    "$TRAILCASE" robot model.db "$@" -q --format json
}

@test "interesting folds hundreds of rules into one row with groups and ports" {
    robot interesting address:192.0.2.146 >rows.json
    jq -e '[.[] | select(.api == "ec2:AuthorizeSecurityGroupIngress" and .outcome == "success")] | length == 1 and
           (.[0] | .events >= 300 and (.detail | test("^[0-9]+ groups, ports (.* )?5432( |$)")) and .first < .last)' rows.json
    "$TRAILCASE" events model.db 'address:192.0.2.146 is:interesting' --format jsonl | jq -s length >events
    [ "$(jq 'map(.events) | add' rows.json)" -eq "$(cat events)" ]
}

@test "roles tells tries that were denied from those that were not, and follows chains" {
    robot roles priya.nair | jq -e 'map(select(.outcome == "denied")) | (map(.events) | add) == 3 and
        all(.[]; .role | test("^arn:aws:iam::[0-9]{12}:role/[a-z-A-Z]+$"))'
    robot roles ci-runner | jq -e 'map(select(.outcome == "success" and .chain == 1)) | map(.role | sub(".*/"; "")) | sort ==
        ["ci-deploy", "inventory-audit"]'
    saml=$("$TRAILCASE" sql model.db "SELECT parent FROM edge WHERE parent LIKE 'saml:%' ORDER BY 1 LIMIT 1" --format csv | tail -1)
    robot roles "principal:$saml" | jq -e 'any(.[]; .chain == 2 and (.role | endswith("OrganizationAccountAccessRole")))'
}

@test "services says what is new, gone or as before, with how much history there is" {
    run -0 "$TRAILCASE" robot model.db services priya.nair --window 2020-04-07..2020-04-07 --format json
    [[ $output == *"it was active on "*" of those days"* ]]
    robot services priya.nair --window 2020-04-07..2020-04-07 >services.json
    jq -e 'map(select(.service == "sts"))[0].change == "new" and map(select(.service == "ec2"))[0].change == "seen before"' services.json
}

@test "baseline of the lead shows the address and the agent as new, or on its day as a day old" {
    lead=$("$TRAILCASE" events model.db 'api:CreateKeyPair since:2020-04-07' --format jsonl | jq -r .id | head -1)
    robot baseline "event:$lead" >day.json
    jq -e 'any(.[]; .dimension == "address" and .value == "192.0.2.146" and .change == "more often" and
                    .before_days == 1 and .first >= "2020-04-07")' day.json
    robot baseline "event:$lead" --window 2020-04-07..2020-04-08 >lead.json
    jq -e 'any(.[]; .dimension == "address" and .value == "192.0.2.146" and .change == "new" and .before == 0)' lead.json
    jq -e 'any(.[]; .dimension == "agent" and (.value | startswith("aws-cli/1.18.33")) and .change == "new")' lead.json
    jq -e 'all(.[]; .events + .before > 0 and .history_days >= .before_days)' lead.json
}

@test "baseline is two-sided, and says when there is little history" {
    robot baseline priya.nair --window 2020-04-09.. >after.json
    jq -e 'any(.[]; .dimension == "address" and .value == "192.0.2.146" and .change == "gone")' after.json
    run -0 "$TRAILCASE" robot model.db baseline priya.nair --window 2020-02-04..2020-02-04
    [[ $output == *"a short history"* || $output == *"nothing can be called new"* ]]
}

@test "hours of the day that are new, and MFA, are what the events say" {
    from=$(date -ud 2020-04-07 +%s) to=$(date -ud 2020-04-09 +%s) back=$(date -ud 2020-03-08 +%s)
    for who in $(sqlite3 model.db "SELECT principal_id FROM event GROUP BY 1 HAVING count(*) > 20 ORDER BY 1 LIMIT 40"); do
        key=$(sqlite3 model.db "SELECT key FROM principal WHERE principal_id = $who")
        robot baseline "principal:$key" --window 2020-04-07..2020-04-08 >rows.json
        jq -r '.[] | select(.dimension == "hour") | "\(.value)|\(.events)"' rows.json | sort >told
        sqlite3 model.db "SELECT strftime('%H:00', time_s, 'unixepoch') AS hour, count(*) FROM event
            WHERE principal_id = $who AND time_s >= $from AND time_s < $to GROUP BY 1
            HAVING hour NOT IN (SELECT strftime('%H:00', time_s, 'unixepoch') FROM event
                                 WHERE principal_id = $who AND time_s >= $back AND time_s < $from)" | sort >reckoned
        diff told reckoned
        cat reckoned >>all
        [ "$(jq '[.[] | select(.dimension == "mfa" and .value == "yes") | .events] | add // 0' rows.json)" -eq \
            "$(sqlite3 model.db "SELECT count(*) FROM event WHERE principal_id = $who AND flags & 2 AND time_s >= $from AND time_s < $to")" ]
    done
    [ -s all ]
}

@test "what is no robot, no thing or no window is refused" {
    run -2 "$TRAILCASE" robot model.db dance priya.nair
    [[ $output == *"roles, services, interesting or baseline"* ]]
    run -2 "$TRAILCASE" robot model.db roles nobody-of-this-name
    run -2 "$TRAILCASE" robot model.db roles priya.nair --window 2020
    [[ $output == *"FROM..TO"* ]]
    run -2 "$TRAILCASE" robot model.db roles priya.nair --window 2020-04-08..2020-04-07
    run -2 "$TRAILCASE" robot model.db baseline priya.nair --history 2020-01-01
}
