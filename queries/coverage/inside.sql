-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_inside: how many events of an account are known between two times, both ends out.
-- params:  :account TEXT; :after_s INTEGER; :before_s INTEGER
-- columns: events INTEGER
-- plan:    ix_event_time
SELECT COUNT(*) AS events
  FROM event
 WHERE time_s > :after_s
   AND time_s < :before_s
   AND account_id = (SELECT account_id
                       FROM account
                      WHERE value = :account);
