-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_conflict_count: how many versions differ from the event stored first.
-- params:  none
-- columns: conflicts INTEGER
-- plan:    scan conflict
SELECT count(*) AS conflicts
  FROM conflict;
