-- SPDX-License-Identifier: GPL-3.0-or-later
-- finding_put: a finding, new or told again.
-- params:  :product TEXT; :uid TEXT; :type TEXT; :severity REAL; :title TEXT; :description TEXT; :account TEXT; :region TEXT;
--          :created_s INTEGER; :updated_s INTEGER; :first_s INTEGER; :last_s INTEGER; :count INTEGER; :sample INTEGER;
--          :archived INTEGER; :resource_type TEXT; :resource TEXT; :key TEXT; :principal TEXT; :user_name TEXT; :address TEXT;
--          :api_source TEXT; :api_name TEXT; :source_id INTEGER; :offset_bytes INTEGER; :body TEXT
-- columns: finding_id INTEGER
-- plan:    sqlite_autoindex_finding_1
INSERT INTO finding (product, uid, type, severity, title, description, account, region, created_s, updated_s, first_s, last_s,
                     count, sample, archived, resource_type, resource, key, principal, user_name, address, api_source, api_name,
                     source_id, offset_bytes, body)
VALUES (:product, :uid, :type, :severity, :title, :description, :account, :region, :created_s, :updated_s, :first_s, :last_s,
        :count, :sample, :archived, :resource_type, :resource, :key, :principal, :user_name, :address, :api_source, :api_name,
        :source_id, :offset_bytes, :body)
    ON CONFLICT (product, uid) DO UPDATE
   SET type = excluded.type,
       severity = excluded.severity,
       title = excluded.title,
       description = excluded.description,
       account = excluded.account,
       region = excluded.region,
       created_s = excluded.created_s,
       updated_s = excluded.updated_s,
       first_s = excluded.first_s,
       last_s = excluded.last_s,
       count = excluded.count,
       sample = excluded.sample,
       archived = excluded.archived,
       resource_type = excluded.resource_type,
       resource = excluded.resource,
       key = excluded.key,
       principal = excluded.principal,
       user_name = excluded.user_name,
       address = excluded.address,
       api_source = excluded.api_source,
       api_name = excluded.api_name,
       source_id = excluded.source_id,
       offset_bytes = excluded.offset_bytes,
       body = excluded.body
RETURNING finding_id;
