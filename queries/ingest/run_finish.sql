-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_run_finish: a run of ingest has ended by itself.
-- params:  :ingest_id INTEGER; :finished_s INTEGER
-- columns: none
-- plan:    primary key
UPDATE ingest
   SET finished_s = :finished_s
 WHERE ingest_id = :ingest_id;
