-- SPDX-License-Identifier: GPL-3.0-or-later
-- detect_addresses: all addresses by number.
-- params:  none
-- columns: address_id INTEGER, value TEXT
-- plan:    scan address
SELECT address_id, value
  FROM address;
