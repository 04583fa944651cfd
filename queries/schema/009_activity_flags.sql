-- SPDX-License-Identifier: GPL-3.0-or-later
-- 009_activity_flags: the rollup knows how calls were made, and at which hours.
--
-- With flags among what it counts by, filters such as is:mfa and is:console, and baselines, need not scan events.
CREATE TABLE activity_9 (
    principal_id INTEGER NOT NULL,
    day          INTEGER NOT NULL,            -- days since the epoch
    api_id       INTEGER NOT NULL,
    session_id   INTEGER NOT NULL,
    address_id   INTEGER NOT NULL,
    key_id       INTEGER NOT NULL,
    agent_id     INTEGER NOT NULL,
    region_id    INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    error_id     INTEGER NOT NULL,
    outcome      INTEGER NOT NULL,
    flags        INTEGER NOT NULL,            -- as in event
    events       INTEGER NOT NULL,
    first_s      INTEGER NOT NULL,
    last_s       INTEGER NOT NULL,
    hours        INTEGER NOT NULL,            -- bit n: some of them came in hour n of the day, UTC
    PRIMARY KEY (principal_id, day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id,
                 error_id, outcome, flags)
) STRICT, WITHOUT ROWID;
INSERT INTO activity_9
SELECT principal_id, floor_day, api_id, session_id, address_id, key_id, agent_id, region_id, account_id, error_id, outcome,
       flags, count(*), min(time_s), max(time_s), sum(DISTINCT 1 << ((time_s - floor_day * 86400) / 3600))
  FROM (SELECT time_s / 86400 - (time_s % 86400 < 0) AS floor_day, principal_id, api_id, session_id, address_id, key_id,
               agent_id, region_id, account_id, error_id, outcome, flags, time_s
          FROM event)
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;
DROP TABLE activity;
ALTER TABLE activity_9 RENAME TO activity;
