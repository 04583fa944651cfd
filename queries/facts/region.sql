-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_region: what to call a region.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT value, NULL AS label, NULL AS type, NULL AS extra
  FROM region
 WHERE region_id = :id;
