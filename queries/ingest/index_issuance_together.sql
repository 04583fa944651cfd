-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_issuance_together: make ix_issuance_together again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan issuance, once
CREATE INDEX IF NOT EXISTS ix_issuance_together
    ON issuance (together);
