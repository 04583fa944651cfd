-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_path: make ix_source_path again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan source, once
CREATE INDEX IF NOT EXISTS ix_source_path
    ON source (path);
