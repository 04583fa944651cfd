-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_addresses: source addresses with what came from them under a filter.
-- params:  :census  what the filter leaves (src/model/census.h); :limit INTEGER  rows at most, -1 for all
-- columns: id INTEGER, value TEXT, events INTEGER, denied INTEGER, first_s INTEGER, last_s INTEGER,
--          verdict TEXT, derived INTEGER, kind TEXT, principals INTEGER, keys INTEGER,
--          agents INTEGER, apis INTEGER, owner TEXT, country TEXT, network TEXT, lists TEXT, city TEXT, asn TEXT
-- plan:    census, then primary keys
-- parts:   order
SELECT t.id, address.value AS value, t.events, t.denied, t.first_s, t.last_s,
       coalesce(mark.verdict, derived_mark.verdict) AS verdict,
       mark.verdict IS NULL AND derived_mark.verdict IS NOT NULL AS derived,
       address.kind AS kind, t.principals, t.keys, t.agents, t.apis, o.owner, o.country, o.network, o.lists, o.city,
       'AS' || o.asn AS asn
  FROM (SELECT c0 AS id, c1 AS events, c2 AS denied, c3 AS first_s, c4 AS last_s,
               c6 AS principals, c7 AS keys, c8 AS agents, c9 AS apis
          FROM bulk(:census)) AS t
 CROSS JOIN address ON address.address_id = t.id
  LEFT JOIN address_owner AS o ON o.address_id = t.id
  LEFT JOIN mark ON mark.kind = 'address' AND mark.value = address.value
  LEFT JOIN derived_mark ON derived_mark.kind = 'address' AND derived_mark.value = address.value
 ORDER BY /*<order*/ t.events DESC, t.id /*>*/
 LIMIT :limit
