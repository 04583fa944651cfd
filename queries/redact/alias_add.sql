-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_alias_add: keep a pseudonym.
-- params:  :kind TEXT; :value TEXT; :pseudonym TEXT
-- columns: none
INSERT INTO alias (kind, value, pseudonym)
VALUES (:kind, :value, :pseudonym);
