-- SPDX-License-Identifier: GPL-3.0-or-later
-- facts_api: what to call an api: eventSource, name without API date, access; extra: interesting.
-- params:  :id INTEGER
-- columns: value TEXT, label TEXT, type TEXT, extra TEXT
-- plan:    primary key
SELECT source AS value, base_name AS label, access AS type, CASE interesting WHEN 1 THEN 'yes' END AS extra
  FROM api
 WHERE api_id = :id;
