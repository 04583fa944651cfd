-- SPDX-License-Identifier: GPL-3.0-or-later
-- note_list: all notes, oldest first.
-- params:  none
-- columns: note_id INTEGER, kind TEXT, value TEXT, text TEXT, created_s INTEGER
-- plan:    scan note
SELECT note_id, kind, value, text, created_s
  FROM note
 ORDER BY note_id;
