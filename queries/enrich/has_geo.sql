-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_has_geo: whether the case remembers a database of addresses.
-- params:  none
-- columns: has INTEGER
-- plan:    unique index
SELECT EXISTS (SELECT 1 FROM enrich_source WHERE kind = 'mmdb') AS has;
