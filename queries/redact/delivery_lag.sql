-- SPDX-License-Identifier: GPL-3.0-or-later
-- redact_delivery_lag: in a copy of a case, redact accounts of files.
-- params:  none
-- columns: none
-- plan:    scan delivery_lag
UPDATE delivery_lag
   SET account = redact_text(account);
