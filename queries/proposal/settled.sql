-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_settled: whether a thing needs no proposal: it has a mark, follows from one, or was rejected.
-- params:  :kind TEXT; :value TEXT
-- columns: settled INTEGER
-- plan:    unique indexes, scan journal
SELECT EXISTS (SELECT 1 FROM mark WHERE kind = :kind AND value = :value)
       OR EXISTS (SELECT 1 FROM derived_mark WHERE kind = :kind AND value = :value AND verdict = 'attacker')
       OR EXISTS (SELECT 1
                    FROM journal
                   WHERE action = 'reject'
                     AND json_extract(detail, '$.kind') = :kind
                     AND json_extract(detail, '$.value') = :value
                     AND seq NOT IN (SELECT json_extract(detail, '$.undoes')
                                       FROM journal
                                      WHERE action = 'undo')) AS settled;
