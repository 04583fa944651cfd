-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_forget_facts: drop what files said that are no longer remembered.
-- params:  none
-- columns: none
-- plan:    scan address_fact
DELETE FROM address_fact
 WHERE source_id NOT IN (SELECT source_id FROM enrich_source);
