// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * accounting_json: the accounting of a case as members of a JSON object, the same in `ingest` and `info`.
 */
#ifndef TRAILCASE_CLI_ACCOUNTING_JSON_H
#define TRAILCASE_CLI_ACCOUNTING_JSON_H

#include "src/base/jsonw.h"
#include "src/model/accounting.h"

/* Members "files" and "records". files: read, refused; records: read, stored, duplicate, rejected. */
/* Member "findings": of detectors, which are no records. */
void accounting_json_findings(struct jsonw *w, int64_t read, int64_t kept);

/* Member "skipped": what the options of ingest left out. */
void accounting_json_skipped(struct jsonw *w, int64_t files, int64_t records);
void accounting_json_counts(struct jsonw *w, const int64_t files[2], const int64_t records[4]);

/* Members "accounting", "events", "first" and "last". */
void accounting_json(struct jsonw *w, const struct accounting *all);

#endif
