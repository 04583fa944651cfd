-- SPDX-License-Identifier: GPL-3.0-or-later
-- note_add: write a note.
-- params:  :kind TEXT; :value TEXT; :text TEXT; :created_s INTEGER
-- columns: none
INSERT INTO note (kind, value, text, created_s)
VALUES (:kind, :value, :text, :created_s);
