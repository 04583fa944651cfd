// SPDX-License-Identifier: GPL-3.0-or-later
/* Coverage as stretches of hours: of an account and region, with evidence or without, one after the other. */
#include "src/scope/coverage.h"

#include "src/base/isotime.h"
#include "src/export/export.h"

static const char *const heading[] = {"account", "region", "from",  "to",     "hours",
                                      "state",   "events", "files", "digests"};

struct stretch {
    int64_t from_hour, to_hour; /* to is not in it */
    int64_t events, files, digests;
};

static bool put(struct sink *to, const struct coverage_row *row, const struct stretch *it, struct err *err)
{
    bool any = it->events || it->files || it->digests;
    sink_csv_text(to, row->account);
    sink_csv_text(to, row->region);
    sink_csv_time(to, it->from_hour * HOUR_S);
    sink_csv_time(to, it->to_hour * HOUR_S);
    sink_csv_int(to, it->to_hour - it->from_hour);
    sink_csv_text(to, any ? "evidence" : "hole");
    sink_csv_int(to, it->events);
    sink_csv_int(to, it->files);
    sink_csv_int(to, it->digests);
    return sink_csv_end(to, err);
}

static bool put_row(struct sink *to, const struct coverage_row *row, struct err *err)
{
    struct stretch now = {0};
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct coverage_cell *cell = &row->cells[i];
        if (i == 0)
            now = (struct stretch){cell->hour, cell->hour, 0, 0, 0};
        if (cell->hour != now.to_hour) {
            struct stretch hole = {now.to_hour, cell->hour, 0, 0, 0};
            if (!put(to, row, &now, err) || !put(to, row, &hole, err))
                return false;
            now = (struct stretch){cell->hour, cell->hour, 0, 0, 0};
        }
        now.to_hour = cell->hour + 1;
        now.events += cell->events;
        now.files += cell->files;
        now.digests += cell->digests;
    }
    return row->cell_count == 0 || put(to, row, &now, err);
}

bool export_coverage(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(coverage) struct coverage coverage = {0};
    if (!coverage_load(&coverage, from->db, err) || !sink_csv_head(to, heading, ARRAY_LEN(heading), err))
        return false;
    for (size_t i = 0; i < coverage.row_count; i++)
        if (!put_row(to, &coverage.rows[i], err))
            return false;
    return sink_flush(to, err);
}
