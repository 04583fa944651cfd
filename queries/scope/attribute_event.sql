-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_attribute_event: attribute one event by its own mark.
-- params:  :event_id INTEGER; :value TEXT  its eventID
-- columns: none
INSERT OR REPLACE INTO attribution (event_id, state, kind, value)
VALUES (:event_id, 'attributed', 'event', :value);
