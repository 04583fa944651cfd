-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_key_set: keep the key of the pseudonyms, unless there is one.
-- params:  :value TEXT  64 hexadecimal digits
-- columns: none
INSERT INTO meta (name, value)
VALUES ('redact_key', :value)
    ON CONFLICT (name) DO NOTHING;
