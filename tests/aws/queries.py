#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every JMESPath of the recipes compiles, and those that tell a state apart do: queries.py SOURCE."""
import re
import subprocess
import sys

import jmespath

TOLD = [  # part of a query, an answer in which the thing is there, one in which it is done
    ("IsLogging", {"IsLogging": False}, {"IsLogging": True}),
    ("trustAnchor.[", {"trustAnchor": {"enabled": True}}, {"trustAnchor": {"enabled": False}}),
    ("profile.[", {"profile": {"enabled": True}}, {"profile": {"enabled": False}}),
    ("KeyMetadata.[", {"KeyMetadata": {"DeletionDate": "2020"}}, {"KeyMetadata": {}}),
    ("KeyMetadata.KeyState", {"KeyMetadata": {"KeyState": "Disabled"}}, {"KeyMetadata": {"KeyState": "Enabled"}}),
    ("Policy.[", {"Policy": {"DefaultVersionId": "v2"}}, {"Policy": {"DefaultVersionId": "x"}}),
    ("DeletedDate==", {}, {"DeletedDate": "2020"}),
    ("[DeletedDate][", {"DeletedDate": "2020"}, {}),
    ("ReservedConcurrent", {}, {"ReservedConcurrentExecutions": 0}),
    ("BlockPublicAcls", {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "IgnorePublicAcls": False,
     "BlockPublicPolicy": True, "RestrictPublicBuckets": True}},
     {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "IgnorePublicAcls": True,
      "BlockPublicPolicy": True, "RestrictPublicBuckets": True}}),
    ("[Policy][?contains(", {"Policy": '{"Sid":"x","Action":"y"}'}, {"Policy": '{"Sid":"xx","Action":"x"}'}),
    ("[PolicyNames]", {"PolicyNames": []}, {"PolicyNames": ["x", "trailcase-deny-all"]}),
    ("aws:TokenIssueTime", {"PolicyDocument": {"Statement": [{"Condition": {"DateLessThan": {"aws:TokenIssueTime": "y"}}}]}},
     {"PolicyDocument": {"Statement": [{"Condition": {"DateLessThan": {"aws:TokenIssueTime": "a"}}}]}}),
    ('State.Name[]|[?@==', {"Reservations": [{"Instances": [{"State": {"Name": "running"}}]}]},
     {"Reservations": [{"Instances": [{"State": {"Name": "stopped"}}]}]}),
    ('State.Name[]|[?@!=', {"Reservations": [{"Instances": [{"State": {"Name": "running"}}]}]},
     {"Reservations": [{"Instances": [{"State": {"Name": "shutting-down"}}]}]}),
    ('`"x"`].AccessKeyId', {"AccessKeyMetadata": [{"AccessKeyId": "x", "Status": "Active"}]}, {"AccessKeyMetadata": []}),
    ('Status==`"Active"`', {"AccessKeyMetadata": [{"AccessKeyId": "x", "Status": "Active"}]},
     {"AccessKeyMetadata": [{"AccessKeyId": "x", "Status": "Inactive"}]}),
    ('Status==`"Inactive"`', {"AccessKeyMetadata": [{"AccessKeyId": "x", "Status": "Inactive"}]},
     {"AccessKeyMetadata": [{"AccessKeyId": "x", "Status": "Active"}]}),
]


def queries(source):
    for name in ("recipe_table.c", "recipe_rest.c"):
        text = subprocess.run(["cc", "-E", "-P", "-I", source, f"{source}/src/scope/{name}"], check=True,
                              capture_output=True, text=True).stdout
        text = re.sub(r'"\s*"', "", text)
        for match in re.finditer(r'\.(?:check|guard|command) = "((?:[^"\\]|\\.)*)"', text):
            for query in re.findall(r"--query=(\S+)", match.group(1).encode().decode("unicode_escape")):
                yield re.sub(r"\{\w+!jmes\}", '`"x"`', query)


every = sorted(set(queries(sys.argv[1])))
compiled = {query: jmespath.compile(query) for query in every}
for part, there, done in TOLD:
    fitting = [query for query in every if part in query]
    assert fitting, f"no query with {part}"
    for query in fitting:
        assert compiled[query].search(there) not in (None, [], ""), (query, there)
        assert compiled[query].search(done) in (None, [], ""), (query, done)
print(f"ok: {len(every)} queries compile, {len(TOLD)} tell what is there from what is done")
