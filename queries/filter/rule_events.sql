-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_rule_events: events that some rules hit, to stand inside IN ( ).
-- params:  none
-- columns: event_id INTEGER
-- plan:    primary key
-- parts:   ids
SELECT event_id
  FROM hit
 WHERE rule_id IN (SELECT value FROM json_each(/*<ids*/ '[]' /*>*/))
