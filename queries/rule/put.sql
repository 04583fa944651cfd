-- SPDX-License-Identifier: GPL-3.0-or-later
-- rule_put: a rule as it is run now.
-- params:  :id TEXT; :hash BLOB; :own INTEGER; :path TEXT; :text TEXT; :title TEXT; :level INTEGER; :kind TEXT;
--          :author TEXT; :tags TEXT; :lint TEXT; :silent INTEGER; :scanned_to INTEGER
-- columns: rule_id INTEGER
-- plan:    unique index of id
INSERT INTO rule (id, hash, own, path, text, title, level, kind, author, tags, lint, silent, scanned_to)
VALUES (:id, :hash, :own, :path, :text, :title, :level, :kind, :author, :tags, :lint, :silent, :scanned_to)
    ON CONFLICT (id) DO UPDATE
   SET hash = excluded.hash,
       own = excluded.own,
       path = excluded.path,
       text = excluded.text,
       title = excluded.title,
       level = excluded.level,
       kind = excluded.kind,
       author = excluded.author,
       tags = excluded.tags,
       lint = excluded.lint,
       silent = excluded.silent,
       scanned_to = excluded.scanned_to
RETURNING rule_id;
