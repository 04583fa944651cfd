-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_owner_fill: what all files together say of each address; of two that know the same, the first is believed. Number
--          and name of an owner come from one file.
-- params:  none
-- columns: none
-- plan:    scan address_fact, then primary keys
INSERT INTO address_owner (address_id, asn, owner, country, city, network, lists, own, watch)
WITH told AS MATERIALIZED (
    SELECT f.address_id, s.kind, s.name, s.verdict, f.asn, f.owner, f.country, f.city, f.label, f.source_id
      FROM address_fact AS f
      JOIN enrich_source AS s USING (source_id)
), best AS MATERIALIZED (
    SELECT address_id,
           min(source_id) FILTER (WHERE asn IS NOT NULL OR owner IS NOT NULL) AS owner_source,
           min(source_id) FILTER (WHERE country IS NOT NULL) AS country_source,
           min(source_id) FILTER (WHERE city IS NOT NULL) AS city_source,
           min(source_id) FILTER (WHERE kind = 'ranges') AS network_source,
           group_concat(name || ' (' || verdict || ')', ', ') FILTER (WHERE kind = 'list') AS lists,
           max(coalesce(verdict = 'own', 0)) AS own,
           max(coalesce(verdict = 'watch', 0)) AS watch
      FROM told
     GROUP BY address_id
)
SELECT b.address_id, o.asn, o.owner, c.country, t.city, n.label, b.lists, b.own, b.watch
  FROM best AS b
  LEFT JOIN address_fact AS o ON o.address_id = b.address_id AND o.source_id = b.owner_source
  LEFT JOIN address_fact AS c ON c.address_id = b.address_id AND c.source_id = b.country_source
  LEFT JOIN address_fact AS t ON t.address_id = b.address_id AND t.source_id = b.city_source
  LEFT JOIN address_fact AS n ON n.address_id = b.address_id AND n.source_id = b.network_source;
