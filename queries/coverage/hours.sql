-- SPDX-License-Identifier: GPL-3.0-or-later
-- coverage_hours: events by account, region, hour and category.
-- params:  none
-- columns: account TEXT, region TEXT, hour INTEGER, category INTEGER, events INTEGER, first_s INTEGER, last_s INTEGER
-- plan:    scan event_hour, which is small: one row an hour, account and region
SELECT account.value AS account, region.value AS region, h.hour, h.category, h.events, h.first_s, h.last_s
  FROM event_hour AS h
  LEFT JOIN account USING (account_id)
  LEFT JOIN region USING (region_id)
 ORDER BY h.account_id, h.region_id, h.hour;
