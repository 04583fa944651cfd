-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_codec_dictionary: a dictionary by its id.
-- params:  :dictionary_id INTEGER
-- columns: bytes BLOB
-- plan:    primary key
SELECT bytes
  FROM codec_dictionary
 WHERE dictionary_id = :dictionary_id;
