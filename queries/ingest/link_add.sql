-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_link_add: what an event can be linked by.
-- params:  :event_id INTEGER; :kind INTEGER as in link_key; :value ANY
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO link_key (event_id, kind, value)
VALUES (:event_id, :kind, :value);
