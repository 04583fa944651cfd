-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_clear_attribution: forget which events are whose.
-- params:  none
-- columns: none
DELETE FROM attribution;
