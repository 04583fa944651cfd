-- SPDX-License-Identifier: GPL-3.0-or-later
-- wording_list: what the analyst says to the questions, oldest first.
-- params:  none
-- columns: wording_id INTEGER, kind TEXT, question TEXT, text TEXT, confidence TEXT, query TEXT, created_s INTEGER
-- plan:    scan wording
SELECT wording_id, kind, question, text, confidence, query, created_s
  FROM wording
 ORDER BY wording_id;
