-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_run_add: a run of ingest begins.
-- params:  :started_s INTEGER; :tool_version TEXT; :arguments TEXT JSON array of words
-- columns: ingest_id INTEGER
-- plan:    insert
INSERT INTO ingest (started_s, tool_version, arguments)
VALUES (:started_s, :tool_version, :arguments)
RETURNING ingest_id;
