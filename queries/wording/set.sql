-- SPDX-License-Identifier: GPL-3.0-or-later
-- wording_set: write a wording or a claim under its number.
-- params:  :wording_id INTEGER  NULL: the next; :kind TEXT; :question TEXT; :text TEXT; :confidence TEXT; :query TEXT;
--          :created_s INTEGER
-- columns: none
INSERT OR REPLACE INTO wording (wording_id, kind, question, text, confidence, query, created_s)
VALUES (:wording_id, :kind, :question, :text, :confidence, :query, :created_s);
