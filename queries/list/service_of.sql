-- SPDX-License-Identifier: GPL-3.0-or-later
-- list_service_of: the first API of the service that each API is of, which stands for the service.
-- params:  none
-- columns: api_id INTEGER, service_id INTEGER
-- plan:    scan of a dictionary
SELECT api_id, min(api_id) OVER (PARTITION BY service) AS service_id
  FROM api
