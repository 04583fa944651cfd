-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_by_uid: the event of an eventID.
-- params:  :uid ANY  16 bytes for a lower-case UUID, else text
-- columns: event_id INTEGER
-- plan:    ix_event_uid
SELECT event_id
  FROM event
 WHERE uid = :uid
