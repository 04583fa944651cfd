-- SPDX-License-Identifier: GPL-3.0-or-later
-- note_remove: take a note away again.
-- params:  :note_id INTEGER
-- columns: none
-- plan:    primary key
DELETE FROM note
 WHERE note_id = :note_id;
