-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_sources: the files that tell about addresses, in the order they are believed.
-- params:  none
-- columns: source_id INTEGER, kind TEXT, name TEXT, path TEXT, verdict TEXT, entries INTEGER, read_s INTEGER,
--          addresses INTEGER (that it tells of)
-- plan:    scan enrich_source
SELECT s.source_id, s.kind, s.name, s.path, s.verdict, s.entries, s.read_s,
       (SELECT count(*) FROM address_fact AS f WHERE f.source_id = s.source_id) AS addresses
  FROM enrich_source AS s
 ORDER BY s.source_id;
