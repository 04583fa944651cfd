-- SPDX-License-Identifier: GPL-3.0-or-later
-- event_one: everything the case knows of one event, names for ids, and its record.
-- params:  :event_id INTEGER
-- columns: time_s INTEGER, uid TEXT, flags INTEGER, outcome TEXT, principal TEXT, principal_key TEXT,
--          principal_type TEXT, principal_arn TEXT, principal_account TEXT, key TEXT, key_kind TEXT,
--          key_account TEXT, address TEXT, region TEXT, account TEXT, agent TEXT, service TEXT, api TEXT,
--          api_source TEXT, access TEXT, error TEXT, session TEXT, session_name TEXT, session_kind TEXT,
--          session_created_s INTEGER, session_mfa INTEGER, source_identity TEXT, attribution TEXT,
--          attribution_kind TEXT, attribution_value TEXT, client TEXT, client_text TEXT,
--          owner TEXT, owner_text TEXT, country TEXT, country_text TEXT, network TEXT, lists TEXT, record TEXT
-- plan:    primary key
SELECT e.time_s, e.uid, raw.flags, e.outcome, e.principal, e.principal_key, e.principal_type, e.principal_arn,
       e.principal_account, e.key, key.kind AS key_kind, key.account AS key_account, e.address, e.region,
       e.account, e.agent, e.service, e.api, e.api_source, e.access, e.error, e.session, e.session_name,
       e.session_kind, session.created_s AS session_created_s, session.mfa AS session_mfa,
       session.source_identity AS source_identity, e.attribution, attribution.kind AS attribution_kind,
       attribution.value AS attribution_value, agent.client,
       iif(agent.client_version LIKE substr(agent.client, -1) || '.%' AND substr(agent.client, -2, 1) = ' ',
           substr(agent.client, 1, length(agent.client) - 2), agent.client)
       || coalesce(' ' || agent.client_version, '') || coalesce(' on ' || agent.system, '')
       || ' (' || agent.class || ')' AS client_text, o.owner,
       rtrim(coalesce('AS' || o.asn || ' ', '') || coalesce(o.owner, '')) AS owner_text, o.country,
       coalesce(o.city || ', ', '') || o.country AS country_text, o.network, o.lists, event_json(e.event_id) AS record
  FROM events AS e
  JOIN event AS raw USING (event_id)
  LEFT JOIN session ON session.session_id = raw.session_id
  LEFT JOIN address_owner AS o ON o.address_id = raw.address_id
  LEFT JOIN agent ON agent.agent_id = raw.agent_id
  LEFT JOIN key ON key.key_id = raw.key_id
  LEFT JOIN attribution ON attribution.event_id = raw.event_id
 WHERE e.event_id = :event_id
