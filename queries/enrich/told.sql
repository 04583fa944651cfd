-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_told: note up to which address the files were asked.
-- params:  none
-- columns: none
-- plan:    primary key
INSERT INTO meta (name, value)
SELECT 'addresses_told_to', coalesce(max(address_id), 0)
  FROM address
 WHERE TRUE
    ON CONFLICT (name) DO UPDATE
   SET value = excluded.value;
