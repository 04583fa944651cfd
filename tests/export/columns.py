# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: columns.py CASE QUERIES: every text of the schema is redacted by a statement, or is known to need none."""
import pathlib
import re
import sqlite3
import sys

FREE = """activity.* agent.attack agent.class agent.client agent.client_version agent.system alias.* answer_seen.digest answer_seen.how
answer_seen.question api.* address.kind alert.uid attribution.kind attribution.state checklist.item checklist.state codec_dictionary.*
conflict.* derived_mark.kind derived_mark.verdict digest.home_region digest.region dismissal.rule edge.child_kind edge.parent_kind
edge.rule edge.strength enrich_source.kind enrich_source.sha256 enrich_source.verdict address_fact.country address_owner.country
address_owner.network event.uid finding.api_name finding.api_source finding.product finding.region finding.resource_type finding.type
finding.uid finding_sighting.* ingest.tool_version issuance.parent_kind issuance.together issuance.what journal.action journal.previous
journal.sha256 key.kind link_key.* mark.kind mark.verdict meta.* note.kind pack.* partial.* principal.type record.* region.* resource.type
rule.author rule.hash rule.id rule.kind rule.tags session.kind skipped.* source.container source.sha256 source.sha256_content source.status
wording.confidence wording.kind wording.question delivery_lag.region""".split()

db = sqlite3.connect(sys.argv[1])
done = set()
for path in pathlib.Path(sys.argv[2]).glob("redact/*.sql"):
    text = path.read_text()
    for table in re.findall(r"^UPDATE (\w+)$", text, re.M):
        done |= {f"{table}.{column}" for column in re.findall(r"(\w+) = (?:'~'|'\[\]'|redact|iif|NULL|x'')", text)}
missing = []
for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
    for _, column, kind, *_ in db.execute(f"PRAGMA table_info({table})"):
        name = f"{table}.{column}"
        if kind in ("TEXT", "BLOB", "ANY") and name not in done and name not in FREE and f"{table}.*" not in FREE:
            missing.append(name)
assert not missing, f"neither redacted nor known to need it: {missing}"
