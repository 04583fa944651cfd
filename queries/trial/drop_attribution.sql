-- SPDX-License-Identifier: GPL-3.0-or-later
-- trial_drop_attribution: back to the case's own.
-- params:  none
-- columns: none
-- plan:    none
DROP TABLE IF EXISTS temp.attribution;
