-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_accounting: what became of every file and record of the case.
-- params:  none
-- columns: files_read INTEGER, files_refused INTEGER, files_reading INTEGER, records INTEGER, stored
--          INTEGER, duplicate INTEGER, rejected INTEGER, first_s INTEGER, last_s INTEGER,
--          skipped INTEGER, findings INTEGER
-- plan:    scan source
SELECT coalesce(sum(status = 'read'), 0) AS files_read,
       coalesce(sum(status = 'refused'), 0) AS files_refused,
       coalesce(sum(status = 'reading'), 0) AS files_reading,
       coalesce(sum(records), 0) AS records,
       coalesce(sum(stored), 0) AS stored,
       coalesce(sum(duplicate), 0) AS duplicate,
       coalesce(sum(rejected), 0) AS rejected,
       min(first_s) AS first_s,
       max(last_s) AS last_s,
       coalesce(sum(skipped), 0) AS skipped,
       coalesce(sum(findings), 0) AS findings
  FROM source;
