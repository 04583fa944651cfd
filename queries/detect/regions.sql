-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_regions: all regions by number.
-- params:  none
-- columns: region_id INTEGER, value TEXT
-- plan:    scan region
SELECT region_id, value
  FROM region;
