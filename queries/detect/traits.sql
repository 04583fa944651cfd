-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_traits: all traits by number.
-- params:  none
-- columns: trait_id INTEGER, value TEXT
-- plan:    scan trait
SELECT trait_id, value
  FROM trait;
