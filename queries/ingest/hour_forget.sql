-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_hour_forget: drop an hour of an account and region from the rollup, to count it anew.
-- params:  :account_id INTEGER; :region_id INTEGER; :hour INTEGER  since the epoch
-- columns: none
-- plan:    primary key
DELETE FROM event_hour
 WHERE account_id = :account_id
   AND region_id = :region_id
   AND hour = :hour;
