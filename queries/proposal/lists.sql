-- SPDX-License-Identifier: GPL-3.0-or-later
-- proposal_lists: the lists of addresses that an address is on, when one of them is own or watch.
-- params:  :value TEXT
-- columns: lists TEXT, own INTEGER, watch INTEGER
-- plan:    unique index, primary key
SELECT o.lists, o.own, o.watch
  FROM address AS a
  JOIN address_owner AS o USING (address_id)
 WHERE a.value = :value
   AND (o.own OR o.watch);
