-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_edge: in a copy of a case, redact lineage.
-- params:  none
-- columns: none
-- plan:    scan edge
UPDATE edge
   SET child = redact_text(child),
       parent = redact_text(parent);
