-- SPDX-License-Identifier: GPL-3.0-or-later
-- timeline_lanes: the keys, addresses or principals of a window, those with most of the attacker's events first.
-- params:  :from_s INTEGER; :to_s INTEGER  the window, its end not in it; :limit INTEGER  rows at most
-- columns: id INTEGER, value TEXT, name TEXT, events INTEGER, attributed INTEGER, undecided INTEGER, lanes INTEGER
-- plan:    scan activity, and attribution
-- parts:   value name id source from to filter judged table own_id
SELECT used.id, /*<value*/ d.value /*>*/ AS value, /*<name*/ d.value /*>*/ AS name, used.events,
       coalesce(judged.attributed, 0) AS attributed, coalesce(judged.undecided, 0) AS undecided,
       count(*) OVER () AS lanes
  FROM (SELECT /*<id*/ x.key_id /*>*/ AS id, sum(x.events) AS events
          FROM /*<source*/ activity /*>*/ AS x
         WHERE /*<from*/ x.first_s /*>*/ >= :from_s
           AND /*<to*/ x.first_s /*>*/ < :to_s
           AND /*<filter*/ TRUE /*>*/
         GROUP BY 1) AS used
  JOIN /*<table*/ key /*>*/ AS d ON /*<own_id*/ d.key_id /*>*/ = used.id
  LEFT JOIN (SELECT /*<id*/ x.key_id /*>*/ AS id, sum(a.state = 'attributed') AS attributed,
                    sum(a.state = 'undecided') AS undecided
               FROM attribution AS a
              CROSS JOIN event_unit AS x ON x.event_id = a.event_id
              WHERE x.first_s >= :from_s
                AND x.first_s < :to_s
                AND /*<judged*/ TRUE /*>*/
              GROUP BY 1) AS judged ON judged.id = used.id
 ORDER BY attributed DESC, undecided DESC, used.events DESC, used.id
 LIMIT :limit
