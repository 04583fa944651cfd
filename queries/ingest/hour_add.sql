-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_hour_add: add events to the rollup by hour.
-- params:  :account_id INTEGER; :region_id INTEGER; :hour INTEGER  since the epoch; :category INTEGER;
--          :events INTEGER; :first_s INTEGER; :last_s INTEGER
-- columns: none
-- plan:    primary key
INSERT INTO event_hour (account_id, region_id, hour, category, events, first_s, last_s)
VALUES (:account_id, :region_id, :hour, :category, :events, :first_s, :last_s)
    ON CONFLICT (account_id, region_id, hour, category) DO UPDATE
   SET events = events + excluded.events,
       first_s = min(first_s, excluded.first_s),
       last_s = max(last_s, excluded.last_s);
