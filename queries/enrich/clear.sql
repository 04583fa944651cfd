-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_clear: drop what a file said of addresses.
-- params:  :source_id INTEGER
-- columns: none
-- plan:    scan address_fact
DELETE FROM address_fact
 WHERE source_id = :source_id;
