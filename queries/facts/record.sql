-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_record: the record of an event.
-- params:  :event_id INTEGER
-- columns: record TEXT
SELECT event_json(:event_id) AS record;
