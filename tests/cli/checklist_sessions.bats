#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Sessions to revoke: those the attacker used and those they only opened.

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    command -v jq >/dev/null || return 0
    python3 - >logs.json <<'PY'
import json

def user(name, kind="IAMUser", **more):
    return {"type": kind, "principalId": f"AIDA{name.upper()}", "arn": f"arn:aws:iam::111122223333:user/{name}",
            "accountId": "111122223333", "userName": name, **more}

def key(name):
    return user(name, accessKeyId=f"AKIA{name.upper()}")

records = []

def call(time, api, who, request=None, response=None, source="sts", address="203.0.113.9", **more):
    records.append({"eventVersion": "1.08", "eventID": f"e{len(records)}", "eventTime": f"2020-04-08T{time}Z",
        "eventSource": f"{source}.amazonaws.com", "eventName": api, "awsRegion": "us-east-1", "sourceIPAddress": address,
        "userAgent": "x", "recipientAccountId": "111122223333", "userIdentity": who, "requestParameters": request,
        "responseElements": response, **more})

def gives(letter):
    return {"credentials": {"accessKeyId": f"ASIA{letter}", "expiration": "Apr 8, 2020, 11:00:00 PM"}}

def role(name, account="111122223333"):
    return {"roleArn": f"arn:aws:iam::{account}:role/team/{name}", "roleSessionName": "s"}

call("01:00:00", "AssumeRole", key("ann"), role("unused-role"), gives("ROLE"))
call("01:01:00", "GetSessionToken", key("bob"), {"durationSeconds": 3600}, gives("TOKEN"))
call("01:02:00", "GetFederationToken", key("cat"), {"name": "fed"}, gives("FEDERATED"))
call("01:03:00", "AssumeRole", key("ann"), role("theirs", "999988887777"), gives("THEIRS"))
call("01:04:00", "AssumeRole", key("ann"), role("AWSReservedSSO_Admin_1"), gives("SSO"))
call("01:05:00", "AssumeRole", key("ann"), role("refused"), None, errorCode="AccessDenied")
call("01:06:00", "ConsoleLogin", user("dan"), None, {"ConsoleLogin": "Success"}, source="signin",
     additionalEventData={"MFAUsed": "No"})
call("01:07:00", "GetSessionToken", user("root", "Root", accessKeyId="AKIAROOT") | {"arn": "arn:aws:iam::111122223333:root",
     "principalId": "111122223333"}, None, gives("OFROOT"))
# A session in use until 01:10, and one opened after that.
call("01:08:00", "AssumeRole", key("ann"), role("used-role"), gives("USED"))
call("01:10:00", "ListBuckets", {"type": "AssumedRole", "principalId": "AROAUSED:s", "accountId": "111122223333",
     "arn": "arn:aws:sts::111122223333:assumed-role/used-role/s", "accessKeyId": "ASIAUSED",
     "sessionContext": {"sessionIssuer": {"type": "Role", "principalId": "AROAUSED", "userName": "used-role",
     "arn": "arn:aws:iam::111122223333:role/team/used-role", "accountId": "111122223333"},
     "attributes": {"creationDate": "2020-04-08T01:08:00Z", "mfaAuthenticated": "false"}}}, source="s3")
call("02:30:00", "AssumeRole", key("ann"), role("used-role"), gives("LATER"))
# A user and a role of the attacker's own are denied everything.
call("02:40:00", "CreateUser", key("ann"), {"userName": "eve"}, {"user": {"userId": "AIDAEVE", "userName": "eve",
     "arn": "arn:aws:iam::111122223333:user/eve"}}, source="iam")
call("02:41:00", "GetSessionToken", key("eve"), None, gives("OFEVE"))
# The owner's own.
call("00:30:00", "AssumeRole", key("ann"), role("owners"), gives("OWNER"), address="198.51.100.1")
print(json.dumps({"Records": records}))
PY
    "$TRAILCASE" ingest -q case.db logs.json >/dev/null
    "$TRAILCASE" mark case.db ip:203.0.113.9 attacker >/dev/null
    "$TRAILCASE" checklist case.db -t json >list.json
}

setup() {
    command -v jq >/dev/null || skip "jq is not installed"
    cd "$BATS_FILE_TMPDIR" || return
}

of() {
    jq -r --arg kind "$1" '.[] | select(.kind == $kind and .state == "open").target' list.json | sort | paste -sd' '
}

@test "a session that was opened and never used is revoked: of roles, of users, of root" {
    [ "$(of sessions-role)" = "theirs unused-role used-role" ]
    [ "$(of sessions-user)" = "bob cat dan" ]
    [ "$(of sessions-service)" = AWSReservedSSO_Admin_1 ]
    [ "$(of sessions-root)" != "" ]
    run jq -r '.[] | select(.target == "unused-role").why[]' list.json
    [ "$output" = "AssumeRole by ann at 2020-04-08 01:00 issued ASIAROLE, which these logs do not see used: it may be yet" ]
}

@test "nothing is revoked for a call that was refused, for the owner's own or for what is denied everything" {
    run ! grep -qE '"target":"(refused|owners)"' list.json
    [ "$(of user)" = "eve eve" ]
    [[ " $(of sessions-user) " != *" eve "* ]]
}

@test "the policy has to be later than the last use and the last opening" {
    jq -e '.[] | select(.kind == "sessions-role" and .target == "used-role") | .check | contains("2020-04-08T02:30:00Z")' list.json
    jq -e '.[] | select(.kind == "sessions-user" and .target == "bob") | .check | contains("2020-04-08T01:01:00Z")' list.json
    jq -e '[.[] | select(.kind == "sessions-role") | .command | contains("DateLessThan\":{\"aws:TokenIssueTime\":\"'"'"'\"$(date -u")] | all' list.json
}

@test "a role in an account that is not in the case is named, and so is the account" {
    jq -e '.[] | select(.kind == "sessions-role" and .target == "theirs") | .account == "999988887777"' list.json
    jq -e 'any(.[]; .kind == "foreign-account" and .target == "999988887777")' list.json
}

@test "a console sign-in by itself is a session and a password to change" {
    jq -e 'any(.[]; .kind == "sessions-user" and .target == "dan")' list.json
    jq -e 'any(.[]; .kind == "login-used" and .target == "dan")' list.json
}

@test "where no data events are, they are advised for the accounts that were struck" {
    [ "$(jq -r '[.[] | select(.kind == "data-events").account] | join(" ")' list.json)" = 111122223333 ]
    jq -e 'any(.[]; .kind == "mfa-required" and .target == "dan")' list.json
}
