-- SPDX-License-Identifier: GPL-3.0-or-later
-- codec_add: keep a dictionary.
-- params:  :dictionary_id INTEGER, :bytes BLOB
-- columns:
INSERT OR IGNORE INTO codec_dictionary (dictionary_id, bytes)
VALUES (:dictionary_id, :bytes);
