-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_rejected_add: a piece of a source is no event.
-- params:  :source_id INTEGER; :offset_bytes INTEGER; :length_bytes INTEGER; :reason TEXT; :excerpt BLOB
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO rejected (source_id, offset_bytes, length_bytes, reason, excerpt)
VALUES (:source_id, :offset_bytes, :length_bytes, :reason, :excerpt);
