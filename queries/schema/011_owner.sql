-- SPDX-License-Identifier: GPL-3.0-or-later
-- 011_owner: who owns an address and where it is, from files that `trailcase enrich` was given. Nothing here is evidence: it
-- is replaced whenever these files are read again.

-- A file with something about addresses, remembered so that addresses of a later ingest are told by it too.
CREATE TABLE enrich_source (
    source_id INTEGER PRIMARY KEY,            -- in this order they are believed
    kind      TEXT NOT NULL CHECK (kind IN ('mmdb', 'ranges', 'list')),
    name      TEXT NOT NULL,                  -- of a list as given, else of the file
    path      TEXT NOT NULL,
    verdict   TEXT CHECK (verdict IN ('own', 'watch', 'note')),  -- of a list
    sha256    BLOB,                           -- of the file when it was last read; NULL before
    entries   INTEGER,                        -- ranges it held; NULL where that is not counted
    read_s    INTEGER,
    UNIQUE (kind, name)
) STRICT;

-- What one of them says of an address.
CREATE TABLE address_fact (
    address_id INTEGER NOT NULL REFERENCES address,
    source_id  INTEGER NOT NULL REFERENCES enrich_source,
    asn        INTEGER,                       -- autonomous system number
    owner      TEXT,                          -- and its name
    country    TEXT,                          -- two letters
    city       TEXT,
    label      TEXT,                          -- of a range: AWS EC2 eu-west-1; of a list the remark beside it
    PRIMARY KEY (address_id, source_id)
) STRICT, WITHOUT ROWID;

-- All of them together, made from address_fact.
CREATE TABLE address_owner (
    address_id INTEGER PRIMARY KEY REFERENCES address,
    asn        INTEGER,
    owner      TEXT,
    country    TEXT,
    city       TEXT,
    network    TEXT,                          -- the cloud's range, or what is special about the address
    lists      TEXT,                          -- names with verdict: office (own), tor (watch)
    own        INTEGER NOT NULL,              -- 1: on a list of that verdict
    watch      INTEGER NOT NULL
) STRICT;
