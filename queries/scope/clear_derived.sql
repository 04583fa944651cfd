-- SPDX-License-Identifier: GPL-3.0-or-later
-- scope_clear_derived: forget the marks that follow from attributed events.
-- params:  none
-- columns: none
DELETE FROM derived_mark;
