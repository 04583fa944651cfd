-- SPDX-License-Identifier: GPL-3.0-or-later
-- alert_remove: take a lead from outside back.
-- params:  :alert_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM alert
 WHERE alert_id = :alert_id;
