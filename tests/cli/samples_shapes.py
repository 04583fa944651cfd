#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell every member in the records of a sample that no real record of the same API has.

usage: samples_shapes.py SAMPLE-FOLDER REAL-FOLDER...
Compared are successful calls of the APIs that both have: request, response, additional data and resources.
"""
import collections
import gzip
import json
import pathlib
import sys

PARTS = ("requestParameters", "responseElements", "additionalEventData", "resources")
APIS = {"CreateUser", "CreateAccessKey", "CreateLoginProfile", "AttachUserPolicy", "PutBucketLifecycle", "PutEventSelectors",
        "StartLogging", "DeleteTrail", "CreateTrail", "GetSecretValue", "AddPermission20150331v2",
        "CreateFunction20150331", "DeleteAccessKey", "ListObjects", "GetObject", "CreateRole", "AttachRolePolicy"}
# A function whose code comes with the call has none in the record.
KNOWN = {"requestParameters.code{}"}


def records(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.json*")):
        raw = path.read_bytes()
        document = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
        yield from document.get("Records", []) if isinstance(document, dict) else []


def paths(node, path):
    if isinstance(node, dict) and node:
        return set().union(*(paths(value, f"{path}.{name}") for name, value in node.items()))
    if isinstance(node, list) and node:
        return set().union(*(paths(value, path + "[]") for value in node))
    return {path + {dict: "{}", list: "[]"}.get(type(node), "")}


def shapes(folders):
    found = collections.defaultdict(set)
    for folder in folders:
        for record in records(folder):
            if record.get("eventName") in APIS and "errorCode" not in record:
                for part in PARTS:
                    found[record["eventName"]] |= paths(record.get(part), part)
    return found


ours, real = shapes([sys.argv[1] + "/logs"]), shapes(sys.argv[2:])
compared = [api for api in sorted(ours) if api in real]
odd = [f"{api}: {path}" for api in compared for path in sorted(ours[api] - real[api] - KNOWN)]
print(f"{len(compared)} APIs compared")
print("\n".join(odd))
sys.exit(1 if odd else 0)
