#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reckon the truth of a sample case anew from its logs alone, and tell every difference from its truth.json.

The attacker is whoever comes from the two ranges that the company does not use, and the roles made from there.
usage: samples_reckoning.py CASE-FOLDER
"""
import collections
import gzip
import json
import pathlib
import sys

FOREIGN = ("203.0.113.", "192.0.2.")
MADE = {  # what a call leaves to come back by: kind, and where its name is
    "CreateRole": ("role", lambda e: e["requestParameters"]["roleName"]),
    "AttachRolePolicy": ("role-policy", lambda e: e["requestParameters"]["roleName"]),
    "CreateFunction20150331": ("function", lambda e: e["requestParameters"]["functionName"]),
    "AddPermission20150331v2": ("function-permission", lambda e: e["requestParameters"]["functionName"]),
    "CreateUser": ("user", lambda e: e["responseElements"]["user"]["userName"]),
    "AttachUserPolicy": ("policy", lambda e: e["requestParameters"]["userName"]),
    "CreateLoginProfile": ("login", lambda e: e["requestParameters"]["userName"]),
    "CreateAccessKey": ("key", lambda e: e["responseElements"]["accessKey"]["accessKeyId"]),
    "GetFederationToken": ("federation-token", lambda e: e["responseElements"]["credentials"]["accessKeyId"]),
}


def read(folder):
    events, records = {}, 0
    for path in sorted(pathlib.Path(folder, "logs").rglob("*.json.gz")):
        for event in json.loads(gzip.decompress(path.read_bytes()))["Records"]:
            events[event["eventID"]] = event
            records += 1
    return sorted(events.values(), key=lambda e: (e["eventTime"], e["eventID"])), records


def principal_of(event):
    who = event["userIdentity"]
    whole = who.get("principalId")
    return whole.split(":")[0] if whole and who["type"] in ("AssumedRole", "AWSAccount") else whole


def session_of(event):
    who = event["userIdentity"]
    start = who.get("sessionContext", {}).get("attributes", {}).get("creationDate")
    return f"{who['principalId']}@{start}" if start else None


def is_denied(event):
    return event.get("errorCode", "").startswith("AccessDenied") or \
        event.get("errorCode") == "Client.UnauthorizedOperation"


def reckon(folder):
    events, records = read(folder)
    foreign = [e for e in events if e["sourceIPAddress"].startswith(FOREIGN)]
    roles = {e["responseElements"]["role"]["roleId"] for e in foreign if e["eventName"] == "CreateRole"}
    ids = {e["eventID"] for e in foreign}
    theirs = [e for e in events if e["eventID"] in ids or principal_of(e) in roles]
    some = lambda values: sorted({v for v in values if v})
    attacker = {
        "events": len(theirs),
        "denied": sum(map(is_denied, theirs)),
        "failed": sum("errorCode" in e or "errorMessage" in e for e in theirs),
        "bytes_read": sum(int(e["additionalEventData"]["bytesTransferredOut"]) for e in theirs
                          if e["eventName"] == "GetObject"),
        "first": theirs[0]["eventTime"],
        "last": theirs[-1]["eventTime"],
        "addresses": some(e["sourceIPAddress"] for e in theirs),
        "keys": some(e["userIdentity"].get("accessKeyId") for e in theirs),
        "sessions": some(map(session_of, theirs)),
        "principals": some(map(principal_of, theirs)),
        "agents": some(e.get("userAgent") for e in theirs),
        "regions": some(e["awsRegion"] for e in theirs),
        "apis": dict(collections.Counter(e["eventSource"].split(".")[0] + ":" + e["eventName"] for e in theirs)),
        "event_ids": sorted(e["eventID"] for e in theirs),
    }
    made = [{"kind": MADE[e["eventName"]][0], "value": MADE[e["eventName"]][1](e), "event": e["eventID"]}
            for e in theirs if e["eventName"] in MADE and "errorCode" not in e]
    return events, records, attacker, made


def dark(events, window, is_hidden):
    """Whether nothing of that kind is in the window, and its ends are calls that say so."""
    mine = [e for e in events if e["recipientAccountId"] == window["account"]]
    ends = {e["eventTime"] for e in mine if e["eventSource"] == "cloudtrail.amazonaws.com"}
    return window["from"] in ends and window["until"] in ends and \
        not any(is_hidden(e) for e in mine if window["from"] < e["eventTime"] < window["until"])


def main(folder):
    truth = json.loads(pathlib.Path(folder, "truth.json").read_text())
    events, records, attacker, made = reckon(folder)
    wrong = []

    def same(what, told, counted):
        if told != counted:
            wrong.append(f"{what}: told {told}, counted {counted}")

    for member, counted in attacker.items():
        told = truth["attacker"][member]
        same(member, sorted(told) if isinstance(told, list) else told, counted)
    in_order = lambda items: sorted(items, key=lambda item: item["event"])
    same("persistence", in_order(truth["persistence"]), in_order(made))
    same("records", truth["totals"]["records"], records)
    same("unique events", truth["totals"]["events"], len(events))
    for key, told in truth["per_key"].items():
        uses = [e for e in events if e["userIdentity"].get("accessKeyId") == key]
        theirs = [e for e in uses if e["eventID"] in set(attacker["event_ids"])]
        same(f"uses of {key}", [told["events"], told["legitimate_events"]], [len(theirs), len(uses) - len(theirs)])
    if "logging_stopped" in truth:
        same("silence", True, dark(events, truth["logging_stopped"], lambda e: True))
    if "objects_not_logged" in truth:
        same("silence of objects", True, dark(events, truth["objects_not_logged"], lambda e: e.get("eventCategory") == "Data"))
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
