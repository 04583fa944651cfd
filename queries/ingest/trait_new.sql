-- SPDX-License-Identifier: GPL-3.0-or-later
-- ingest_trait_new: keep traits unless they are there; the usual case, without the cost of RETURNING.
-- params:  :value TEXT
-- columns: none
-- plan:    unique index
INSERT INTO trait (value)
VALUES (:value)
    ON CONFLICT (value) DO NOTHING;
