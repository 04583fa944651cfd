-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_superseded: whether a thing is the attacker's by what follows from attributed calls, whatever mark it has.
-- params:  :kind TEXT; :value TEXT
-- columns: superseded INTEGER
-- plan:    primary key
SELECT EXISTS (SELECT 1
                 FROM derived_mark
                WHERE kind = :kind
                  AND value = :value
                  AND verdict = 'attacker') AS superseded;
