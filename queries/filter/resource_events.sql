-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_resource_events: events that touched one of some resources, to stand inside IN ( ).
-- params:  none
-- columns: event_id INTEGER
-- plan:    primary key
-- parts:   ids
SELECT event_id
  FROM event_resource
 WHERE resource_id IN (SELECT value FROM json_each(/*<ids*/ '[]' /*>*/))
