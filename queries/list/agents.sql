-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_agents: user agents with what they did under a filter.
-- params:  :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, matching INTEGER, client TEXT, version TEXT, system TEXT,
--          class TEXT, principals INTEGER, addresses INTEGER, keys INTEGER, apis INTEGER
-- plan:    scan activity
-- parts:   source filter order
SELECT t.id, agent.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived, count(*) OVER () AS matching,
       agent.client, agent.client_version AS version, agent.system, agent.class, t.principals, t.addresses, t.keys,
       t.apis
  FROM (SELECT x.agent_id AS id,
               sum(x.events) AS events,
               sum(x.events * (x.outcome = 1)) AS denied,
               min(x.first_s) AS first_s,
               max(x.last_s) AS last_s,
               count(DISTINCT nullif(x.principal_id, 0)) AS principals,
               count(DISTINCT nullif(x.address_id, 0)) AS addresses,
               count(DISTINCT nullif(x.key_id, 0)) AS keys,
               count(DISTINCT nullif(x.api_id, 0)) AS apis
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<filter*/ TRUE /*>*/
         GROUP BY x.agent_id) AS t
  JOIN agent ON agent.agent_id = t.id
  LEFT JOIN mark ON mark.kind = 'agent' AND mark.value = agent.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'agent' AND derived_mark.value = agent.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit
