-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_tagged: everything that a note with a tag is on. :tag is of small letters and may hold * and ?.
-- params:  :tag TEXT
-- columns: kind TEXT, value TEXT
-- plan:    scan note
SELECT DISTINCT kind, value
  FROM note
 WHERE kind NOT IN ('case', 'filter')
   AND ' ' || lower(replace(text, char(10), ' ')) || ' ' GLOB '*#' || :tag || '[^a-z0-9_.-]*';
