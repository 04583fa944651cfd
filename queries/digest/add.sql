-- SPDX-License-Identifier: GPL-3.0-or-later
-- digest_add: keep a digest file.
-- params:  :source_id INTEGER  the source that holds it; :account TEXT  12 digits; :region TEXT  it speaks of;
--          :trail TEXT  name; :home_region TEXT  of the trail; :backfill INTEGER  1 for late files;
--          :start_s INTEGER  of its time; :end_s INTEGER  of its time; :object TEXT  its key in the bucket;
--          :log_files INTEGER  named by it; :problem TEXT  why it cannot be used, or NULL;
--          :body BLOB  its text, one zstd frame
-- columns: none
-- plan:    primary key
INSERT INTO digest (source_id, account, region, trail, home_region, backfill, start_s, end_s, object, log_files, problem, body)
VALUES (:source_id, :account, :region, :trail, :home_region, :backfill, :start_s, :end_s, :object, :log_files, :problem, :body)
    ON CONFLICT (source_id) DO NOTHING;
