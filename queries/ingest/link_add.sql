-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_link_add: what an event can be linked by.
-- params:  :kind TEXT; :value ANY; :event_id INTEGER
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO link_key (kind, value, event_id)
VALUES (:kind, :value, :event_id);
