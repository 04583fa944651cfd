-- SPDX-License-Identifier: GPL-3.0-or-later
-- recheck_add: what an answer is now.
-- params:  :question TEXT; :how TEXT; :time_s INTEGER; :digest TEXT; :answer TEXT; :claims TEXT
-- columns: none
INSERT INTO answer_seen (question, how, time_s, digest, answer, claims)
VALUES (:question, :how, :time_s, :digest, :answer, :claims);
