-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_totals: how many values of each kind the case holds.
-- params:  none
-- columns: principals INTEGER, addresses INTEGER, keys INTEGER, agents INTEGER, apis INTEGER,
--          services INTEGER, regions INTEGER, accounts INTEGER, resources INTEGER, errors INTEGER,
--          sessions INTEGER
-- plan:    scan of every dictionary
SELECT (SELECT count(*) FROM principal) AS principals,
       (SELECT count(*) FROM address) AS addresses,
       (SELECT count(*) FROM key) AS keys,
       (SELECT count(*) FROM agent) AS agents,
       (SELECT count(*) FROM api) AS apis,
       (SELECT count(DISTINCT service) FROM api) AS services,
       (SELECT count(*) FROM region) AS regions,
       (SELECT count(*) FROM account) AS accounts,
       (SELECT count(*) FROM resource) AS resources,
       (SELECT count(*) FROM error) AS errors,
       (SELECT count(*) FROM session) AS sessions
