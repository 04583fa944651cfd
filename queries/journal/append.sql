-- SPDX-License-Identifier: GPL-3.0-or-later
-- journal_append: add one row to the chain.
-- params:  :seq INTEGER, :time_s INTEGER, :action TEXT, :detail TEXT (JSON), :previous BLOB, :sha256 BLOB
-- columns:
INSERT INTO journal (seq, time_s, action, detail, previous, sha256)
VALUES (:seq, :time_s, :action, :detail, :previous, :sha256);
