-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_hit_forget: rules did not hit this event, as far as is known now.
-- params:  :event_id INTEGER
-- columns: none
-- plan:    ix_hit_event
DELETE FROM hit
 WHERE event_id = :event_id;
