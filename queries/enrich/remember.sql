-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_remember: note a file that tells about addresses; one of the same kind and name takes its place.
-- params:  :kind TEXT; :name TEXT; :path TEXT; :verdict TEXT or NULL
-- columns: none
-- plan:    unique index
INSERT INTO enrich_source (kind, name, path, verdict)
VALUES (:kind, :name, :path, :verdict)
    ON CONFLICT (kind, name) DO UPDATE
   SET read_s = CASE path WHEN excluded.path THEN read_s END,
       path = excluded.path,
       verdict = excluded.verdict;
