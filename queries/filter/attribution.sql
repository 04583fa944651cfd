-- SPDX-License-Identifier: GPL-3.0-or-later
-- filter_attribution: events of one state of attribution, to stand inside IN ( ).
-- params:  none
-- columns: event_id INTEGER
-- plan:    scan attribution
-- parts:   state
SELECT event_id
  FROM attribution
 WHERE state = /*<state*/ 'attributed' /*>*/
