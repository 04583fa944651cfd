// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/isotime.h"
#include "src/base/utf8.h"
#include "src/cli/accounting_json.h"
#include "src/cli/output.h"
#include "src/model/list.h"

#include <inttypes.h>
#include <string.h>

enum { REFUSED_SHOWN = 10 };

struct info {
    const char *path;
    struct accounting all;
    int64_t kinds[LIST__COUNT]; /* how many values of each */
    int64_t marks, attributed, undecided;
    const struct refused_file *refused; /* the first few */
    size_t refused_count;
    struct arena arena;
};

static void info_done(struct info *info)
{
    arena_done(&info->arena);
}
CLEANUP_DEFINE(info, struct info, info_done);

static bool load(struct info *info, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!accounting_load(db, &info->all, err) ||
        !accounting_refused(db, REFUSED_SHOWN, &info->arena, &info->refused, &info->refused_count, err) ||
        !list_totals(db, info->kinds, err))
        return false;
    if (!db_stmt(db, QUERY_EVENT_JUDGED, &stmt, err) || stmt_step(stmt, err) != STMT_ROW)
        return false;
    info->marks = stmt_get_int(stmt, 0);
    info->attributed = stmt_get_int(stmt, 1);
    info->undecided = stmt_get_int(stmt, 2);
    stmt_clear(stmt);
    return true;
}

static void write_json(const struct info *info, struct buf *out)
{
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    jsonw_kstr(&w, "case", info->path);
    accounting_json(&w, &info->all);
    jsonw_kbool(&w, "adds_up", accounting_holds(&info->all));
    jsonw_kobject(&w, "values");
    for (enum list_kind kind = 0; kind < LIST__COUNT; kind++)
        jsonw_kint(&w, list_specs[kind].name, info->kinds[kind]);
    jsonw_end(&w);
    jsonw_kint(&w, "marks", info->marks);
    jsonw_kint(&w, "attributed", info->attributed);
    jsonw_kint(&w, "undecided", info->undecided);
    jsonw_end(&w);
    buf_char(out, '\n');
}

static void write_refused(const struct info *info, struct buf *out)
{
    for (size_t i = 0; i < info->refused_count; i++) {
        buf_str(out, "\n           refused: ");
        utf8_visible(out, info->refused[i].path, strlen(info->refused[i].path));
        buf_fmt(out, ": %s", info->refused[i].reason);
    }
    int64_t more = info->all.files_refused - (int64_t)info->refused_count;
    if (more > 0)
        buf_fmt(out, "\n           and %" PRId64 " more that were refused: the report lists them", more);
}

static void write_text(const struct info *info, struct buf *out)
{
    const struct accounting *all = &info->all;
    char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    buf_str(out, "case       ");
    utf8_visible(out, info->path, strlen(info->path));
    buf_fmt(out, "\nfiles      %" PRId64 " read, %" PRId64 " refused", all->files_read, all->files_refused);
    if (all->files_reading)
        buf_fmt(out, ", %" PRId64 " not finished: run ingest again", all->files_reading);
    write_refused(info, out);
    buf_fmt(out,
            "\nrecords    %" PRId64 " = %" PRId64 " stored + %" PRId64 " duplicate + %" PRId64 " rejected",
            all->records, all->stored, all->duplicate, all->rejected);
    if (all->skipped || all->files_skipped)
        buf_fmt(out, " + %" PRId64 " skipped as asked, %" PRId64 " files unopened", all->skipped,
                all->files_skipped);
    if (all->conflicts)
        buf_fmt(out, "; %" PRId64 " duplicates differ from the record kept", all->conflicts);
    if (all->findings)
        buf_fmt(out, "\nfindings   %" PRId64 " of detectors, read %" PRId64 " times: leads",
                all->findings_kept, all->findings);
    if (!accounting_holds(all))
        buf_str(out, "\n           THIS DOES NOT ADD UP: see trailcase verify");
    buf_fmt(out, "\nevents     %" PRId64, all->events);
    if (all->events)
        buf_fmt(out, ", %s to %s", isotime_format(all->first_s, first), isotime_format(all->last_s, last));
    buf_str(out, "\n");
    for (enum list_kind kind = 0; kind < LIST__COUNT; kind++)
        buf_fmt(out, "%-11s%" PRId64 "\n", list_specs[kind].name, info->kinds[kind]);
    buf_fmt(out, "marks      %" PRId64 ": %" PRId64 " events attributed, %" PRId64 " undecided\n",
            info->marks, info->attributed, info->undecided);
}

static bool write_csv(const struct call *call, const struct info *info, struct err *err)
{
    static const struct column columns[] = {{"name", COLUMN_TEXT, 0}, {"value", COLUMN_INT, 0}};
    const struct accounting *all = &info->all;
    const struct {
        const char *name;
        int64_t value;
    } facts[] = {{"files_read", all->files_read},
                 {"files_refused", all->files_refused},
                 {"records_read", all->records},
                 {"records_stored", all->stored},
                 {"records_duplicate", all->duplicate},
                 {"records_rejected", all->rejected},
                 {"records_skipped", all->skipped},
                 {"files_skipped", all->files_skipped},
                 {"findings", all->findings_kept},
                 {"events", all->events},
                 {"marks", info->marks},
                 {"attributed", info->attributed},
                 {"undecided", info->undecided}};
    CLEANUP(output) struct output *out = NULL;
    bool ok = output_open(&out, call, columns, ARRAY_LEN(columns), err);
    for (size_t i = 0; ok && i < ARRAY_LEN(facts) + LIST__COUNT; i++) {
        size_t kind = i - ARRAY_LEN(facts);
        output_text(out, i < ARRAY_LEN(facts) ? facts[i].name : list_specs[kind].name);
        output_int(out, i < ARRAY_LEN(facts) ? facts[i].value : info->kinds[kind]);
        ok = output_row(out, err);
    }
    return ok && output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(buf) struct buf out = {0};
    CLEANUP(info) struct info info = {.path = call->case_path};
    if (!call_open(call, DB_READ, &db, err) || !load(&info, db, err))
        return false;
    switch (output_format_of(call)) {
    case OUTPUT_CSV:
        return write_csv(call, &info, err);
    case OUTPUT_TABLE:
        write_text(&info, &out);
        break;
    default:
        write_json(&info, &out);
    }
    return output_document(call, buf_text(&out), out.len, err);
}

const struct command cmd_info = {
    .name = "info",
    .group = CMD_CASE,
    .usage = "CASE",
    .summary = "What a case holds, and what became of every file and record",
    .tables = {cmd_output_options},
    .run = run,
};
