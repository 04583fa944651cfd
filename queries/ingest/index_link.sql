-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_index_link: make ix_link_key_value again after a first ingest did without it.
-- params:  none
-- columns: none
-- plan:    scan link_key, once
CREATE INDEX IF NOT EXISTS ix_link_key_value
    ON link_key (value, kind);
