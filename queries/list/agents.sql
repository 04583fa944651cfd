-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_agents: user agents with what they did under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, client TEXT, version TEXT, system TEXT,
--          class TEXT, principals INTEGER, addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, agent.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived,
       agent.client, agent.client_version AS version, agent.system, agent.class, t.principals, t.addresses, t.keys,
       t.apis
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS principals, c7 AS addresses, c8 AS keys, c9 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN agent ON agent.agent_id = t.id
  LEFT JOIN mark ON mark.kind = 'agent' AND mark.value = agent.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'agent' AND derived_mark.value = agent.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit
