-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_tick: in a copy of a case, give a tick the id its item has there.
-- params:  :old TEXT; :new TEXT
-- columns: none
-- plan:    primary key
UPDATE OR REPLACE checklist
   SET item = :new
 WHERE item = :old;
