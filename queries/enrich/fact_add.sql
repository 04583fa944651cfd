-- SPDX-License-Identifier: GPL-3.0-or-later
-- enrich_fact_add: what a file says of an address.
-- params:  :address_id INTEGER; :source_id INTEGER; :asn INTEGER; :owner TEXT; :country TEXT; :city TEXT; :label TEXT
-- columns: none
-- plan:    primary key
INSERT INTO address_fact (address_id, source_id, asn, owner, country, city, label)
VALUES (:address_id, :source_id, :asn, :owner, :country, :city, :label);
