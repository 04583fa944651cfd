# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: leaks.py LOGS FOLDER: no account, key, id, address or name of the records below LOGS is in a file of FOLDER.

What is private by nature stays (0.0.0.0/0), and what AWS calls so. Names are looked for as words; those of fewer than three
letters, and those that are a word of the program or of AWS, are not."""
import gzip
import ipaddress
import json
import pathlib
import re
import sys

KEEP = {"default", "root", "user", "role", "key", "console", "instance", "function", "policy", "group", "Anonymous", "web",
        "HIDDEN_DUE_TO_SECURITY_REASONS"}
things, names, seen = set(), set(), set()


def learn(member, value):
    if isinstance(value, dict):
        for name, inner in value.items():
            learn(name, inner)
    elif isinstance(value, list):
        for inner in value:
            learn(member, inner)
    elif isinstance(value, str) and (member, value) not in seen and member != "requestID":  # random, and may look like an id
        seen.add((member, value))
        things.update(re.findall(r"(?<![0-9A-Za-z-])\d{12}(?![0-9A-Za-z])", value))
        things.update(re.findall(r"\b(?:AKIA|ASIA|AIDA|AROA|AGPA|ANPA)[A-Z0-9]{12,}\b", value))
        things.update(re.findall(r"\b(?:i|sg|sgr|vpc|subnet|eni|vol|snap|ami|key)-[0-9a-f]{8,17}\b", value))
        for word in re.findall(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])", value):
            try:
                if ipaddress.ip_address(word).is_global or word.split(".")[0] in ("192", "198", "203", "10"):
                    things.add(word)
            except ValueError:
                pass
        if member in ("userName", "roleName", "bucketName", "functionName", "keyName", "roleSessionName", "groupName", "policyName"):
            names.add(value)
        found = re.fullmatch(r"arn:aws:(?:iam|sts)::\d{12}:(?:user|role|assumed-role|federated-user)/(.*)", value)
        if found:
            names.update(found[1].split("/"))
        found = re.match(r"arn:aws:s3:::([^/]+)", value)
        if found:
            names.add(found[1])


for path in pathlib.Path(sys.argv[1]).rglob("*.json*"):
    text = gzip.open(path, "rt").read() if path.suffix == ".gz" else path.read_text()
    records = json.loads(text)
    learn("", records)
names = {n for n in names if len(n) > 2 and not n.isdigit() and n not in KEEP and not n.startswith(("AWSServiceRole", "arn:"))
         and not n.endswith("amazonaws.com") and n not in things and "service-role" not in n}
assert things and names
bad = set()
for path in pathlib.Path(sys.argv[2]).iterdir():
    text = path.read_bytes().decode("utf-8", "replace")
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", text)  # eventIDs stay
    words = set(re.findall(r"[A-Za-z0-9]+", text))
    for thing in things:
        if thing in text:
            bad.add((path.name, thing))
    for name in names:
        if set(re.findall(r"[A-Za-z0-9]+", name)) <= words and re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text):
            bad.add((path.name, name))
print(len(things), "ids and", len(names), "names looked for")
for leak in sorted(bad)[:40]:
    print("leak:", *leak)
sys.exit(1 if bad else 0)
