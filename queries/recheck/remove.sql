-- SPDX-License-Identifier: GPL-3.0-or-later
-- recheck_remove: forget that an answer was accepted.
-- params:  :seen_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM answer_seen
 WHERE seen_id = :seen_id;
