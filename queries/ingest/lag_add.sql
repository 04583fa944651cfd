-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_lag_add: add sightings to the rollup of how late files came.
-- params:  :account TEXT; :region TEXT; :lag_s INTEGER  delivery minus event; :events INTEGER
-- columns: none
-- plan:    primary key
INSERT INTO delivery_lag (account, region, lag_s, events)
VALUES (:account, :region, :lag_s, :events)
    ON CONFLICT (account, region, lag_s) DO UPDATE
   SET events = events + excluded.events;
