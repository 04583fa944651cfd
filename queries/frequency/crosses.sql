-- SPDX-License-Identifier: GPL-3.0-or-later
-- frequency_crosses: how many events a filter leaves, and how many different things are in them.
-- params:  none
-- columns: events INTEGER, principals INTEGER, addresses INTEGER, keys INTEGER, sessions INTEGER, agents INTEGER,
--          apis INTEGER
-- plan:    scan activity
-- parts:   source filter
SELECT coalesce(sum(x.events), 0) AS events,
       count(DISTINCT nullif(x.principal_id, 0)) AS principals,
       count(DISTINCT nullif(x.address_id, 0)) AS addresses,
       count(DISTINCT nullif(x.key_id, 0)) AS keys,
       count(DISTINCT nullif(x.session_id, 0)) AS sessions,
       count(DISTINCT nullif(x.agent_id, 0)) AS agents,
       count(DISTINCT nullif(x.api_id, 0)) AS apis
  FROM /*<source*/ activity /*>*/ AS x
 WHERE /*<filter*/ TRUE /*>*/
