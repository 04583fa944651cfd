-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_clear: forget all edges.
-- params:  none
-- columns: none
DELETE FROM edge;
