#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS's own validator says of a tree made by make_digests.py, without any network.

    awscli_verdict.py OUT

Runs the validate-logs command of Debian's awscli package with clients that read the tree instead of S3, and
prints one "KIND OBJECT-NAME VERDICT" a line, sorted. Exit 77 when awscli is not installed.
"""
import contextlib
import io
import json
import os
import re
import sys

sys.dont_write_bytecode = True
try:
    from awscli.customizations.cloudtrail import validation
    from botocore.exceptions import ClientError
except ImportError:
    sys.exit(77)
import jmespath

out = sys.argv[1]
root = os.path.join(out, "logs")


class Pages(list):
    def search(self, expression):
        found = jmespath.search(expression, self[0])
        return iter(found or [])


class Storage:
    """An S3 client with the tree as its bucket."""

    def get_client(self, _bucket):
        return self

    def get_paginator(self, _name):
        return self

    def paginate(self, Bucket, Marker):
        del Bucket
        keys = sorted(os.path.relpath(os.path.join(folder, name), root)
                      for folder, _, names in os.walk(root) for name in names)
        return Pages([{"Contents": [{"Key": key} for key in keys if key > Marker]}])

    def get_object(self, Bucket, Key):
        del Bucket
        try:
            with open(os.path.join(root, Key), "rb") as file:
                body = io.BytesIO(file.read())
        except FileNotFoundError:
            raise ClientError({"Error": {"Code": "NoSuchKey", "Message": "no such key"}}, "GetObject") from None
        answer = {"Body": body, "Metadata": {}}
        metadata = os.path.join(out, "metadata", os.path.basename(Key) + ".json")
        if os.path.exists(metadata):
            with open(metadata, encoding="utf-8") as file:
                answer["Metadata"] = json.load(file)["Metadata"]
        return answer


class Trail:
    """A CloudTrail client that knows the keys."""

    def list_public_keys(self, **_range):
        with open(os.path.join(out, "keys.json"), encoding="utf-8") as file:
            return json.load(file)


class Session:
    def emit(self, *_args, **_more):
        return []


command = validation.CloudTrailValidateLogs(Session())
command.trail_arn = "arn:aws:cloudtrail:eu-west-1:012345678901:trail/main"
command.is_verbose = True
command.s3_bucket, command.s3_prefix, command.account_id = "evidence", None, None
command.start_time = command._found_start_time = validation.normalize_date(validation.parse_date("2020-04-01T00:00:00Z"))
command.end_time = validation.normalize_date(validation.parse_date("2020-04-01T06:00:00Z"))
command._source_region = "eu-west-1"
command.s3_client_provider = Storage()
command.cloudtrail_client, command.organization_client = Trail(), None
said = io.StringIO()
with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
    command._call()
verdicts = set()
for line in said.getvalue().splitlines():
    match = re.match(r"(Digest|Log) file\ts3://evidence/(\S+)\t(valid|INVALID)", line)
    if match:
        verdicts.add(f"{match[1].lower()} {os.path.basename(match[2])} {match[3].lower()}")
print("\n".join(sorted(verdicts)))
