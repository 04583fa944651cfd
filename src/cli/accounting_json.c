// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/accounting_json.h"

void accounting_json_counts(struct jsonw *w, const int64_t files[2], const int64_t records[4])
{
    jsonw_kobject(w, "files");
    jsonw_kint(w, "read", files[0]);
    jsonw_kint(w, "refused", files[1]);
    jsonw_end(w);
    jsonw_kobject(w, "records");
    jsonw_kint(w, "read", records[0]);
    jsonw_kint(w, "stored", records[1]);
    jsonw_kint(w, "duplicate", records[2]);
    jsonw_kint(w, "rejected", records[3]);
    jsonw_end(w);
}

void accounting_json_skipped(struct jsonw *w, int64_t files, int64_t records)
{
    jsonw_kobject(w, "skipped");
    jsonw_kint(w, "files", files);
    jsonw_kint(w, "records", records);
    jsonw_end(w);
}

void accounting_json_findings(struct jsonw *w, int64_t read, int64_t kept)
{
    jsonw_kobject(w, "findings");
    jsonw_kint(w, "read", read);
    jsonw_kint(w, "kept", kept);
    jsonw_end(w);
}

void accounting_json(struct jsonw *w, const struct accounting *all)
{
    const int64_t files[2] = {all->files_read, all->files_refused};
    const int64_t records[4] = {all->records, all->stored, all->duplicate, all->rejected};
    jsonw_kobject(w, "accounting");
    accounting_json_counts(w, files, records);
    accounting_json_skipped(w, all->files_skipped, all->skipped);
    accounting_json_findings(w, all->findings, all->findings_kept);
    jsonw_kint(w, "conflicts", all->conflicts);
    jsonw_kint(w, "reading", all->files_reading);
    jsonw_end(w);
    jsonw_kint(w, "events", all->events);
    jsonw_ktime(w, "first", all->first_s);
    jsonw_ktime(w, "last", all->last_s);
}
