-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_asn: addresses of what asn: means: a number, with AS before it or not.
-- params:  :pattern TEXT  what LIKE takes
-- columns: id INTEGER
-- plan:    scan address_owner
SELECT address_id AS id
  FROM address_owner
 WHERE CAST(asn AS TEXT) LIKE :pattern ESCAPE '\'
    OR 'AS' || asn LIKE :pattern ESCAPE '\'
