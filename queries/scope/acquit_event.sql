-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_acquit_event: take the state of one event away: its own mark says benign.
-- params:  :event_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM attribution
 WHERE event_id = :event_id;
