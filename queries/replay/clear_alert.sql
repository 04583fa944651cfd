-- SPDX-License-Identifier: GPL-3.0-or-later
-- replay_clear_alert: take away what was decided, in a copy of the case that is about to decide it again.
-- params:  none
-- columns: none
-- plan:    scan alert
DELETE FROM alert;
