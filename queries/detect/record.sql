-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_record: the record of an event.
-- params:  :event_id INTEGER
-- columns: text TEXT
-- plan:    function
SELECT event_json(:event_id) AS text;
