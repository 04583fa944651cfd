#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the recipes has options and values that Debian's awscli takes: commands.py SOURCE. Nothing is sent."""
import contextlib
import io
import os
import re
import subprocess
import sys
import types

import awscli.clidriver

LONG = "arn:aws:iam::111122223333:thing/sample"  # long enough for every kind of name
NEWER = ("start-event-data-store-ingestion", "modify-instance-metadata-defaults")  # than awscli of Debian 12
SAMPLES = {"name": LONG, "part": "1" * 24, "id": LONG, "account": "111122223333", "region": "us-east-1",
           "since": "2020-01-01T00:00:00Z", "now": "2020-01-01T00:00:00Z"}


def templates(source):
    for name in ("recipe_table.c", "recipe_rest.c"):
        text = subprocess.run(["cc", "-E", "-P", "-I", source, f"{source}/src/scope/{name}"], check=True,
                              capture_output=True, text=True).stdout
        text = re.sub(r'"\s*"', "", text)
        for match in re.finditer(r'\.(?:check|guard|command|undo) = "((?:[^"\\]|\\.)*)"', text):
            yield from match.group(1).encode().decode("unicode_escape").split("\n")


def fill(word):
    text = "event-selectors" if "--{text}" in word else "UserId"
    values = dict(SAMPLES, text=text, before="[]" if "--{text}" in word else "{}")
    if "--bucket={" in word:
        values.update(name="sample")
    if "-time={" in word:
        values.update(part=values["now"], text=values["now"])
    word = re.sub(r"\{(\w+)!jmes\}", '`"x"`', word)
    word = re.sub(r"\{(\w+)(?:!json)?\}", lambda m: values.get(m.group(1), m.group(0)), word)
    return re.sub("=CHANGE-ME$", "=[]" if word.startswith("--advanced") else "=" + "1" * 24, word)


def answer(**_):
    return types.SimpleNamespace(status_code=200, headers={}, raw=None), {}


os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1", AWS_PAGER="")
count, refused = 0, []
for line in sorted(set(templates(sys.argv[1]))):
    words = line.split(" ")
    if "file://" in line or "fileb://" in line or words[2] in NEWER:
        continue
    driver = awscli.clidriver.create_clidriver()  # a new one each, as it keeps what it was asked
    driver.session.register("before-call", answer)
    assert words[0] == "aws", line
    heard = io.StringIO()
    with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(io.StringIO()):
        try:
            status = driver.main([fill(word) for word in words[1:]])
        except SystemExit as end:
            status = end.code
    # The answer is empty, which queries and what is written to a file may not be fit for.
    if status and not re.search("^In function|^'?\\w+'?$", heard.getvalue().strip()):
        refused.append(f"{line}\n{heard.getvalue()[:600]}")
    count += 1
if refused:
    sys.exit("\n".join(refused))
print(f"ok: the AWS CLI takes all {count} commands")
