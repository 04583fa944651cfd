-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_drop_target: back to the case's own.
-- params:  none
-- columns: none
-- plan:    none
DROP VIEW IF EXISTS temp.mark_target;
