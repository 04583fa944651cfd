-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_todo_clear: nothing is left to be joined.
-- params:  none
-- columns: none
DELETE FROM lineage_todo;
