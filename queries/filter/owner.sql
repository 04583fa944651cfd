-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_owner: addresses of what owner: means: the owner's name, the cloud's range, or a list by its name or verdict.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan address_owner
SELECT address_id AS id
  FROM address_owner
 WHERE owner LIKE :pattern ESCAPE '\'
    OR 'AS' || asn LIKE :pattern ESCAPE '\'
    OR network LIKE :pattern ESCAPE '\'
    OR (own = 1 AND 'own' LIKE :pattern ESCAPE '\')
    OR (watch = 1 AND 'watch' LIKE :pattern ESCAPE '\')
 UNION
SELECT f.address_id
  FROM enrich_source AS s
  JOIN address_fact AS f USING (source_id)
 WHERE s.kind = 'list'
   AND s.name LIKE :pattern ESCAPE '\'
