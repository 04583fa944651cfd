#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The independent evaluator of rules: that it means what Sigma means, and what it finds in real logs.

setup() {
    here="$TOP_SRCDIR/tests/detect"
    export PYTHONDONTWRITEBYTECODE=1
    python3 -c 'import yaml' 2>/dev/null || skip "python3-yaml is not installed"
}

need_logs() {
    [[ -d ${TRAILCASE_DATA-} ]] || skip "TRAILCASE_DATA does not name the real logs"
}

# What matches of the public rules, or is refused.
real() {
    python3 "$here/sigma.py" "$TRAILCASE_DATA/rules-sigmahq" -- "$TRAILCASE_DATA/$1" |
        jq -r 'select(.refused or .events > 0) | "\(.events) \(.title)"' | sort
}

# jq counts again what one rule asks, in the words of jq.
by_jq() {
    find "$TRAILCASE_DATA/$1" -name '*.json*' -exec zcat -f {} + |
        jq -r ".Records[] | select($2) | .eventID" | sort -u | wc -l
}

@test "the nineteen points of the semantics" {
    python3 "$here/test_sigma.py"
}

@test "all public rules load, and find in one public data set what jq finds" {
    need_logs
    run real invictus-2023
    [[ $output == *"76 AWS STS AssumeRole Misuse"* && $output != *null* ]]
    [ "$(by_jq invictus-2023 '.userIdentity.type == "AssumedRole" and .userIdentity.sessionContext.sessionIssuer.type == "Role"')" = 76 ]
    [[ $output == *"3 Potential Bucket Enumeration"* ]]
    [ "$(by_jq invictus-2023 '.eventName == "ListBuckets" and .userIdentity.type != "AssumedRole"')" = 3 ]
    [ "${#lines[@]}" = 11 ]
}

@test "and in another, where files repeat events" {
    need_logs
    run real sans-504-s3-lab
    [[ $output == *"656 AWS Root Credentials"* && $output != *null* ]]
    [ "$(by_jq sans-504-s3-lab '.userIdentity.type == "Root" and .eventType != "AwsServiceEvent"')" = 656 ]
    [[ $output == *"3 AWS Successful Console Login Without MFA"* ]]
    [ "$(by_jq sans-504-s3-lab '.eventName == "ConsoleLogin" and (.additionalEventData.MFAUsed | ascii_downcase) == "no" and .responseElements.ConsoleLogin == "Success"')" = 3 ]
    [ "${#lines[@]}" = 7 ]
}
