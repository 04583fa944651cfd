-- SPDX-License-Identifier: GPL-3.0-or-later
-- recheck_last: what an answer was when it was last accepted or reported.
-- params:  :question TEXT
-- columns: how TEXT, time_s INTEGER, digest TEXT, answer TEXT, claims TEXT
-- plan:    ix_answer_seen_question
SELECT how, time_s, digest, answer, claims
  FROM answer_seen
 WHERE question = :question
 ORDER BY seen_id DESC
 LIMIT 1;
