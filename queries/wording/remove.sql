-- SPDX-License-Identifier: GPL-3.0-or-later
-- wording_remove: take a wording or a claim away.
-- params:  :wording_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM wording
 WHERE wording_id = :wording_id;
