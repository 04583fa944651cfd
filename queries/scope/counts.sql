-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_counts: how many events are attributed and undecided.
-- params:  none
-- columns: attributed INTEGER, undecided INTEGER
-- plan:    scan attribution
SELECT count(*) FILTER (WHERE state = 'attributed') AS attributed,
       count(*) FILTER (WHERE state = 'undecided') AS undecided
  FROM attribution;
