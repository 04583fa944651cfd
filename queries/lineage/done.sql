-- SPDX-License-Identifier: GPL-3.0-or-later
-- lineage_done: the edges are computed for the evidence up to here.
-- params:  :last INTEGER
-- columns: none
INSERT OR REPLACE INTO meta (name, value)
VALUES ('lineage_to', CAST(:last AS TEXT));
