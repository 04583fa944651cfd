-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_clear: take a mark away.
-- params:  :kind TEXT; :value TEXT
-- columns: none
DELETE FROM mark
 WHERE kind = :kind
   AND value = :value;
