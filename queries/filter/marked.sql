-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_marked: everything that carries a verdict.
-- params:  none
-- columns: kind TEXT, value TEXT
-- plan:    scan mark, derived_mark
SELECT kind, value
  FROM mark
 UNION
SELECT kind, value
  FROM derived_mark
