-- SPDX-License-Identifier: GPL-3.0-or-later
-- 020_redact: which value has which pseudonym in what was handed over redacted. The key is in `meta`, as redact_key.

CREATE TABLE alias (
    value     TEXT PRIMARY KEY,               -- what stands in this case
    kind      TEXT NOT NULL,                  -- address, account, id; of a name what had it first: user, role, bucket, name …
    pseudonym TEXT NOT NULL                   -- what stands in its place there
) STRICT, WITHOUT ROWID;
