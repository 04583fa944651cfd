-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_judged: how many marks, and how many events they attribute or leave undecided.
-- params:  none
-- columns: marks INTEGER, attributed INTEGER, undecided INTEGER
-- plan:    scan mark, attribution
SELECT (SELECT count(*) FROM mark) AS marks,
       (SELECT count(*) FROM attribution WHERE state = 'attributed') AS attributed,
       (SELECT count(*) FROM attribution WHERE state = 'undecided') AS undecided
