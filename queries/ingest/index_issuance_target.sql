-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_issuance_target: make ix_issuance_target again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan issuance, once
CREATE INDEX IF NOT EXISTS ix_issuance_target
    ON issuance (target, what, time_s)
 WHERE target IS NOT NULL;
