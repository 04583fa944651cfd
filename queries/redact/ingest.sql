-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_ingest: in a copy of a case, redact the command lines of ingests.
-- params:  none
-- columns: none
-- plan:    scan ingest
UPDATE ingest
   SET arguments = '[]';
