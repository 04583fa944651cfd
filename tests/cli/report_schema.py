# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold JSON reports to the schema: valid by it, and without a member that it does not describe.

    report_schema.py SCHEMA REPORT...
"""
import json
import sys

import jsonschema


def resolve(schema, root):
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def undescribed(value, schema, root, path=""):
    schema = resolve(schema, root)
    for way in schema.get("oneOf", []):
        if value is not None and "$ref" in way:
            schema = resolve(way, root)
    if isinstance(value, dict):
        for name, member in value.items():
            if name in schema.get("properties", {}):
                yield from undescribed(member, schema["properties"][name], root, f"{path}/{name}")
            else:
                yield f"{path}/{name} is not described"
    elif isinstance(value, list):
        for member in value:
            yield from undescribed(member, schema["items"], root, path + "[]")


with open(sys.argv[1], encoding="utf-8") as file:
    root = json.load(file)
jsonschema.Draft202012Validator.check_schema(root)
faults = set()
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        report = json.load(file)
    for error in jsonschema.Draft202012Validator(root).iter_errors(report):
        faults.add(f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    faults.update(f"{name}: {what}" for what in undescribed(report, root, root))
print(*sorted(faults)[:20], sep="\n")
sys.exit(bool(faults))
