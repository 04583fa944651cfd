-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_add: a source, when it has ended or while it is read.
-- params:  :source_id INTEGER; :ingest_id INTEGER; :path TEXT; :mtime_s INTEGER; and as ingest_source_set: :size_bytes
--          INTEGER; :sha256 BLOB; :sha256_content BLOB; :tail_bytes INTEGER; :container TEXT; :status TEXT; :reason TEXT;
--          :records INTEGER; :stored INTEGER; :duplicate INTEGER; :rejected INTEGER; :skipped INTEGER; :findings INTEGER; :filter TEXT;
--          :first_s INTEGER; :last_s INTEGER
-- columns: none
-- plan:    insert
INSERT INTO source (source_id, ingest_id, path, mtime_s, size_bytes, sha256, sha256_content, tail_bytes, container, status,
                    reason, records, stored, duplicate, rejected, skipped, findings, filter, first_s, last_s)
VALUES (:source_id, :ingest_id, :path, :mtime_s, :size_bytes, :sha256, :sha256_content, :tail_bytes, :container, :status,
        :reason, :records, :stored, :duplicate, :rejected, :skipped, :findings, :filter, :first_s, :last_s);
