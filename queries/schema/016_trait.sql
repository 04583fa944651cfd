-- SPDX-License-Identifier: GPL-3.0-or-later
-- 016_trait: what rules ask of events, so that most need no look at the record.

-- Values that many events share, once for each combination: a JSON array of userIdentity.type, .arn, .invokedBy,
-- .sessionContext.sessionIssuer.type, errorCode, whether there is an errorMessage ("" or null), readOnly,
-- managementEvent, eventType, vpcEndpointId; null for what the record does not have.
CREATE TABLE trait (
    trait_id INTEGER PRIMARY KEY,
    value    TEXT NOT NULL UNIQUE
) STRICT;

-- 0: not known; only the record tells. Else names that the event does not have are not in its record either.
ALTER TABLE event ADD COLUMN trait_id INTEGER NOT NULL DEFAULT 0;
