-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_source_set: write how far a source is, or how it ended.
-- params:  :source_id INTEGER; :size_bytes INTEGER; :sha256 BLOB;
--          :sha256_content BLOB; :tail_bytes INTEGER; :container TEXT; :status TEXT; :reason TEXT;
--          :records INTEGER; :stored INTEGER; :duplicate INTEGER; :rejected INTEGER; :skipped INTEGER; :findings INTEGER; :filter TEXT; :first_s
--          INTEGER; :last_s INTEGER
-- columns: none
-- plan:    primary key
UPDATE source
   SET size_bytes = :size_bytes,
       sha256 = :sha256,
       sha256_content = :sha256_content,
       tail_bytes = :tail_bytes,
       container = :container,
       status = :status,
       reason = :reason,
       records = :records,
       stored = :stored,
       duplicate = :duplicate,
       rejected = :rejected,
       skipped = :skipped,
       findings = :findings,
       filter = :filter,
       first_s = :first_s,
       last_s = :last_s
 WHERE source_id = :source_id;
