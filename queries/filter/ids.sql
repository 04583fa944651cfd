-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_ids: a list of ids as a table, to stand inside IN ( ).
-- params:  none
-- columns: value INTEGER
-- plan:    json_each
-- parts:   ids
SELECT value
  FROM json_each(/*<ids*/ '[]' /*>*/)
