-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_behind: whether files are remembered that were not asked about every address.
-- params:  none
-- columns: behind INTEGER
-- plan:    primary key
SELECT EXISTS (SELECT 1 FROM enrich_source)
       AND coalesce((SELECT max(address_id) FROM address), 0)
           > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'addresses_told_to'), 0) AS behind;
