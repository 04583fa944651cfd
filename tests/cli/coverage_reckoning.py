#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage of a folder of log files, reckoned from the files alone: what `trailcase coverage` is compared with."""
import datetime
import gzip
import json
import os
import re
import sys

NAME = re.compile(r"(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8}T\d{4})Z_")


def seconds(text):
    return int(datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc).timestamp())


def rank(values, percent):
    return values[max(0, -(-len(values) * percent // 100) - 1)]


files, events, lags, other_day, named = {}, {}, [], 0, 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        match = NAME.match(name)
        if not match:
            continue
        named += 1
        delivered = int(datetime.datetime.strptime(match[3], "%Y%m%dT%H%M").replace(
            tzinfo=datetime.timezone.utc).timestamp())
        files.setdefault((match[1], match[2]), []).append(delivered // 3600)
        with (gzip.open if name.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            records = json.load(file)["Records"]
        for record in records:
            time_s = seconds(record["eventTime"])
            lags.append(delivered - time_s)
            other_day += time_s // 86400 != delivered // 86400
            events[record["eventID"]] = (record.get("recipientAccountId"), record.get("awsRegion"), time_s)
lags.sort()
rows = {}
for account, region, time_s in events.values():
    row = rows.setdefault((account, region), {"events": 0, "hours": set(), "times": []})
    row["events"] += 1
    row["hours"].add(time_s // 3600)
    row["times"].append(time_s)
table = []
for key in sorted(set(rows) | set(files)):
    row = rows.get(key, {"events": 0, "hours": set(), "times": []})
    hours = sorted(row["hours"] | set(files.get(key, [])))
    table.append({"account": key[0], "region": key[1], "events": row["events"], "files": len(files.get(key, [])),
                  "hours_with_events": len(row["hours"]), "hours_with_files": len(set(files.get(key, []))),
                  "hole_hours": hours[-1] - hours[0] + 1 - len(hours)})
json.dump({"named": named, "lag": {"events": len(lags), "min_s": lags[0], "median_s": rank(lags, 50),
                                   "p95_s": rank(lags, 95), "max_s": lags[-1]},
           "rows": table, "other_day": other_day}, sys.stdout, sort_keys=True)
