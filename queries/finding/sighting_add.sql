-- SPDX-License-Identifier: GPL-3.0-or-later
-- finding_sighting_add: a place where a finding was found.
-- params:  :finding_id INTEGER; :source_id INTEGER; :offset_bytes INTEGER; :body TEXT  when another text is in finding
-- columns: none
-- plan:    primary key
INSERT OR IGNORE INTO finding_sighting (finding_id, source_id, offset_bytes, body)
VALUES (:finding_id, :source_id, :offset_bytes, :body);
