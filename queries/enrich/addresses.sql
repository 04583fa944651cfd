-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_addresses: every address that is one.
-- params:  none
-- columns: address_id INTEGER, ip BLOB
-- plan:    scan address
SELECT address_id, ip
  FROM address
 WHERE ip IS NOT NULL
 ORDER BY address_id;
