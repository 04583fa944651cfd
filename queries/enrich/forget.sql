-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_forget: forget a file; what it said goes with enrich_forget_facts.
-- params:  :name TEXT
-- columns: none
-- plan:    scan enrich_source
DELETE FROM enrich_source
 WHERE name = :name;
