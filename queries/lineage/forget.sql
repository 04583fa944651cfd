-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_forget: what a partial record said that its call issued.
-- params:  :event_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM issuance
 WHERE event_id = :event_id;
