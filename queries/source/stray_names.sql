-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_stray_names: how many principals go by a name that no event of theirs was seen with.
-- params:  none
-- columns: principals INTEGER
-- plan:    scan principal, its names by primary key
SELECT count(*) AS principals
  FROM principal AS p
 WHERE NOT EXISTS (SELECT 1
                     FROM principal_name AS n
                    WHERE n.principal_id = p.principal_id
                      AND n.name = p.name);
