# SPDX-License-Identifier: GPL-3.0-or-later
"""The records below a folder of log files as they stand there, one of each eventID a line, in the order of bytes."""
import gzip
import json
import pathlib
import sys

records = {}
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.json.gz")):
    text = gzip.open(path, "rt").read()
    at = text.index("[") + 1
    decoder = json.JSONDecoder()
    while text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        records.setdefault(value["eventID"], text[at:end])
        at = end + (text[end] == ",")
sys.stdout.write("".join(sorted(record + "\n" for record in records.values())))
