-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_issuance_role: make ix_issuance_role again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan issuance, once
CREATE INDEX IF NOT EXISTS ix_issuance_role
    ON issuance (role_arn, session_name, time_s)
 WHERE role_arn IS NOT NULL;
