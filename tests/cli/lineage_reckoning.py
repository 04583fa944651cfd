#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions and the edges to them, reckoned from raw records without trailcase: one line each, sorted.

usage: lineage_reckoning.py FOLDER

A session is what shares principal and creationDate (or, without one, a temporary key). It came from the call whose
reply issued a key it used ("exact key"), else the one that opened its role session at the moment of its creation
("role session"), else the sign-in of its principal at that moment ("console sign-in").
"""
import collections
import gzip
import json
import os
import sys


def records(folder):
    seen = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                data = file.read()
            if data[:2] == b"\x1f\x8b":
                data = gzip.decompress(data)
            try:
                found = json.loads(data)["Records"]
            except (ValueError, KeyError, TypeError):
                continue
            for record in found:
                seen.setdefault(record["eventID"], record)
    return seen.values()


def principal(identity):
    kind, ident = identity.get("type"), identity.get("principalId") or ""
    if kind == "Root":
        return "root:" + identity["accountId"]
    if kind == "IAMUser":
        return "user:" + ident
    if kind == "AssumedRole":
        return "role:" + ident
    if kind == "FederatedUser":
        return "fed:" + ident
    return None


def created(identity):
    return (((identity.get("sessionContext") or {}).get("attributes")) or {}).get("creationDate")


def session_of(record):
    identity = record.get("userIdentity") or {}
    who, when = principal(identity), created(identity)
    login = record["eventName"] == "ConsoleLogin" and (record.get("responseElements") or {}).get(
        "ConsoleLogin") == "Success"
    if who and (when or login):
        return who + "@" + (when or record["eventTime"])
    key = identity.get("accessKeyId") or ""
    return key if who and key.startswith("ASIA") else None


def failed(record):
    return bool(record.get("errorCode") or record.get("errorMessage"))


def main():
    sessions, keys = collections.defaultdict(lambda: None), collections.defaultdict(set)
    every = sorted(records(sys.argv[1]), key=lambda r: (r["eventTime"], r["eventID"]))
    for record in every:
        session = session_of(record)
        if not session:
            continue
        identity = record["userIdentity"]
        sessions[session] = ((identity.get("sessionContext") or {}).get("sessionIssuer") or {}).get("arn")
        if (identity.get("accessKeyId") or "").startswith("ASIA"):
            keys[identity["accessKeyId"]].add(session)
    edges = {}
    for rule in ("exact key", "role session", "console sign-in"):
        for record in every:
            if failed(record):
                continue
            reply, asked = record.get("responseElements") or {}, record.get("requestParameters") or {}
            issued = (reply.get("credentials") or {}).get("accessKeyId")
            role = (reply.get("assumedRoleUser") or {}).get("assumedRoleId")
            if rule == "exact key" and issued:
                found = keys.get(issued, set())
            elif rule == "role session" and role:
                found = {"role:%s@%s" % (role, record["eventTime"])} & set(sessions)
            elif rule == "role session" and record["eventName"] == "AssumeRole":
                tail = ":%s@%s" % (asked.get("roleSessionName"), record["eventTime"])
                found = {s for s, arn in sessions.items() if s.endswith(tail) and arn == asked.get("roleArn")}
            elif rule == "console sign-in" and record["eventName"] == "ConsoleLogin":
                found = {session_of(record)}
            else:
                continue
            for session in found:
                edges.setdefault(session, (record["eventID"], rule))
    for session in sessions:
        print("session\t" + session)
    for session, (event, rule) in edges.items():
        print("edge\t%s\t%s\t%s" % (session, event, rule))


main()
