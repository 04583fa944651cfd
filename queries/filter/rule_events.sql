-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_rule_events: events of some leads, to stand inside IN ( ). The number of a rule is four times its id, of a finding
--          that and one, of an alert that and two.
-- params:  none
-- columns: event_id INTEGER
-- plan:    primary key
-- parts:   ids
SELECT event_id
  FROM hit
 WHERE rule_id IN (SELECT value / 4 FROM json_each(/*<ids*/ '[]' /*>*/) WHERE value % 4 = 0)
 UNION ALL
SELECT event_id
  FROM finding_event
 WHERE finding_id IN (SELECT value / 4 FROM json_each(/*<ids*/ '[]' /*>*/) WHERE value % 4 = 1)
 UNION ALL
SELECT event_id
  FROM alert_event
 WHERE alert_id IN (SELECT value / 4 FROM json_each(/*<ids*/ '[]' /*>*/) WHERE value % 4 = 2)
