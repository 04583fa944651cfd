-- SPDX-License-Identifier: GPL-3.0-or-later
-- overview_counts: how much of what is in the case, for its first page.
-- params:  none
-- columns: events INTEGER, first_s INTEGER, last_s INTEGER, principals INTEGER, addresses INTEGER, keys INTEGER,
--          apis INTEGER, resources INTEGER, accounts INTEGER, regions INTEGER, attributed INTEGER,
--          undecided INTEGER, attacker INTEGER, compromised INTEGER, benign INTEGER
-- plan:    ix_event_time for the ends; counts of dictionaries
SELECT (SELECT coalesce(sum(stored), 0) FROM source) AS events,
       (SELECT min(time_s) FROM event) AS first_s,
       (SELECT max(time_s) FROM event) AS last_s,
       (SELECT count(*) FROM principal) AS principals,
       (SELECT count(*) FROM address) AS addresses,
       (SELECT count(*) FROM key) AS keys,
       (SELECT count(*) FROM api) AS apis,
       (SELECT count(*) FROM resource) AS resources,
       (SELECT count(*) FROM account) AS accounts,
       (SELECT count(*) FROM region) AS regions,
       (SELECT count(*) FROM attribution WHERE state = 'attributed') AS attributed,
       (SELECT count(*) FROM attribution WHERE state = 'undecided') AS undecided,
       (SELECT count(*) FROM mark WHERE verdict = 'attacker') AS attacker,
       (SELECT count(*) FROM mark WHERE verdict = 'compromised') AS compromised,
       (SELECT count(*) FROM mark WHERE verdict = 'benign') AS benign
