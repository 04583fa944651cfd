-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_set_hashes: in a redacted copy of a case, the hashes of a row over what it says now.
-- params:  :seq INTEGER; :previous BLOB; :sha256 BLOB
-- columns: none
-- plan:    primary key
UPDATE journal
   SET previous = :previous,
       sha256 = :sha256
 WHERE seq = :seq;
