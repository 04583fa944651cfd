-- SPDX-License-Identifier: GPL-3.0-or-later
-- codec_newest: the dictionary new records are packed with.
-- params:
-- columns: dictionary_id INTEGER, bytes BLOB
SELECT dictionary_id, bytes
  FROM codec_dictionary
 ORDER BY rowid DESC
 LIMIT 1;
