-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_notes_differ: notes that are otherwise than the journal has them.
-- params:  none
-- columns: note_id INTEGER
-- plan:    scan journal, note
WITH entry AS (
    SELECT seq, time_s, action, CASE WHEN json_valid(detail) THEN detail ELSE '{}' END AS detail
      FROM journal
     WHERE action IN ('note', 'undo')),
said AS (
    SELECT detail ->> '$.note' AS note_id, detail ->> '$.kind' AS kind, detail ->> '$.value' AS value,
           detail ->> '$.text' AS text, time_s AS created_s
      FROM entry
     WHERE action = 'note'
       AND seq NOT IN (SELECT detail ->> '$.undoes' FROM entry
                        WHERE action = 'undo' AND detail ->> '$.undoes' IS NOT NULL))
SELECT note_id
  FROM (SELECT note_id, kind, value, text, created_s FROM said
        EXCEPT
        SELECT note_id, kind, valid_text(value), valid_text(text), created_s FROM note)
 UNION
SELECT note_id
  FROM (SELECT note_id, kind, valid_text(value), valid_text(text), created_s FROM note
        EXCEPT
        SELECT note_id, kind, value, text, created_s FROM said)
 ORDER BY note_id;
