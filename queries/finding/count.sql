-- SPDX-License-Identifier: GPL-3.0-or-later
-- finding_count: how many findings the case holds.
-- params:  none
-- columns: findings INTEGER
-- plan:    scan finding
SELECT count(*) AS findings
  FROM finding;
