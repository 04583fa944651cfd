-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_resource_events: which event is about which resource.
-- params:  none
-- columns: resource_id INTEGER, event_id INTEGER
-- plan:    scan event_resource: no rollup holds resources
SELECT resource_id, event_id
  FROM event_resource
