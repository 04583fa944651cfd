-- SPDX-License-Identifier: GPL-3.0-or-later
-- source_event_rows: what the case says of every event, names for ids, and its record, to hold one to the other.
-- params:  none
-- columns: event_id INTEGER, uid ANY, time_s INTEGER, outcome INTEGER, flags INTEGER, principal TEXT, session TEXT,
--          address TEXT, key TEXT, agent TEXT, source TEXT, api TEXT, region TEXT, account TEXT, error TEXT, traits TEXT,
--          record TEXT
-- plan:    scan event in the order of the packs, as every record is unpacked
SELECT e.event_id, e.uid, e.time_s, e.outcome, e.flags, principal.key AS principal, session.key AS session,
       address.value AS address, key.value AS key, agent.value AS agent, api.source, api.name AS api,
       region.value AS region, account.value AS account, error.value AS error, trait.value AS traits,
       event_json(e.event_id) AS record
  FROM event AS e NOT INDEXED
  LEFT JOIN principal USING (principal_id)
  LEFT JOIN session USING (session_id)
  LEFT JOIN address USING (address_id)
  LEFT JOIN key USING (key_id)
  LEFT JOIN agent USING (agent_id)
  LEFT JOIN api USING (api_id)
  LEFT JOIN region USING (region_id)
  LEFT JOIN account USING (account_id)
  LEFT JOIN error USING (error_id)
  LEFT JOIN trait USING (trait_id);
