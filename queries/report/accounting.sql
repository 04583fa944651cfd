-- SPDX-License-Identifier: GPL-3.0-or-later
-- report_accounting: what was read and what became of it, over all ingests.
-- params:  none
-- columns: files_read INTEGER, files_refused INTEGER, files_reading INTEGER, records INTEGER, stored INTEGER,
--          duplicate INTEGER, rejected INTEGER, events INTEGER
-- plan:    scan source, and scan activity: a total over everything
SELECT count(*) FILTER (WHERE status = 'read') AS files_read,
       count(*) FILTER (WHERE status = 'refused') AS files_refused,
       count(*) FILTER (WHERE status = 'reading') AS files_reading,
       coalesce(sum(records), 0) AS records,
       coalesce(sum(stored), 0) AS stored,
       coalesce(sum(duplicate), 0) AS duplicate,
       coalesce(sum(rejected), 0) AS rejected,
       (SELECT coalesce(sum(events), 0) FROM activity) AS events
  FROM source;
