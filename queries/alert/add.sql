-- SPDX-License-Identifier: GPL-3.0-or-later
-- alert_add: a lead from outside.
-- params:  :title TEXT; :level INTEGER; :uid ANY or NULL; :key TEXT or NULL; :address TEXT or NULL; :principal TEXT or NULL;
--          :body TEXT or NULL; :created_s INTEGER
-- columns: none
-- plan:    primary key
INSERT INTO alert (title, level, uid, key, address, principal, body, created_s)
VALUES (:title, :level, :uid, :key, :address, :principal, :body, :created_s);
