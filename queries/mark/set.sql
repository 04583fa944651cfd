-- SPDX-License-Identifier: GPL-3.0-or-later
-- mark_set: set or replace a mark.
-- params:  :kind TEXT; :value TEXT; :verdict TEXT; :since_s INTEGER; :until_s INTEGER; :reason TEXT;
--          :created_s INTEGER
-- columns: none
INSERT INTO mark (kind, value, verdict, since_s, until_s, reason, created_s)
VALUES (:kind, :value, :verdict, :since_s, :until_s, :reason, :created_s)
    ON CONFLICT (kind, value) DO UPDATE
   SET verdict = excluded.verdict,
       since_s = excluded.since_s,
       until_s = excluded.until_s,
       reason = excluded.reason,
       created_s = excluded.created_s;
