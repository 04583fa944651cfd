# SPDX-License-Identifier: GPL-3.0-or-later
"""What a folder of CloudTrail logs holds, reckoned without trailcase: one line `KIND VALUE EVENTS`, sorted.

Every eventID counts once. Only for the identity types that occur in the logs this is meant for.
"""
import collections
import gzip
import json
import os
import sys


def records(folder):
    for where, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(where, name), "rb") as file:
                content = file.read()
            if content[:2] == b"\x1f\x8b":
                content = gzip.decompress(content)
            try:
                yield from json.loads(content)["Records"]
            except ValueError:
                continue


def principal(identity):
    kind, ident = identity.get("type"), identity.get("principalId", "")
    if kind is None or kind == "AWSService":
        return "svc:" + identity["invokedBy"]
    if kind == "Root":
        return "root:" + identity["accountId"]
    if kind == "IAMUser":
        return "user:" + ident
    if kind == "AssumedRole":
        return "role:" + ident.split(":")[0]
    raise SystemExit("an identity type this does not know: " + kind)


def outcome(record):
    code = record.get("errorCode", "")
    if "AccessDenied" in code or "Unauthorized" in code:
        return "denied"
    if (record.get("responseElements") or {}).get("ConsoleLogin") == "Failure":
        return "denied"
    return "error" if code or record.get("errorMessage") else "success"


def main():
    seen, counts = set(), collections.Counter()
    for record in records(sys.argv[1]):
        if record["eventID"] in seen:
            continue
        seen.add(record["eventID"])
        identity = record["userIdentity"]
        counts["principal", principal(identity)] += 1
        counts["address", record["sourceIPAddress"]] += 1
        counts["api", record["eventSource"] + " " + record["eventName"]] += 1
        counts["region", record["awsRegion"]] += 1
        counts["outcome", outcome(record)] += 1
        if identity.get("accessKeyId"):
            counts["key", identity["accessKeyId"]] += 1
        if record.get("userAgent"):
            counts["agent", record["userAgent"]] += 1
    for line in sorted("%s %s %d" % (kind, value, n) for (kind, value), n in counts.items()):
        print(line)


main()
