-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_enrich_source: in a copy of a case, redact files that tell of addresses.
-- params:  none
-- columns: none
-- plan:    scan enrich_source
UPDATE enrich_source
   SET name = redact_text(name),
       path = redact_text(path);
