-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_read: note that a file was read.
-- params:  :source_id INTEGER; :sha256 BLOB; :entries INTEGER or NULL; :read_s INTEGER
-- columns: none
-- plan:    primary key
UPDATE enrich_source
   SET sha256 = :sha256,
       entries = :entries,
       read_s = :read_s
 WHERE source_id = :source_id;
