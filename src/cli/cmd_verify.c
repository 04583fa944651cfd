// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/cli/progress.h"
#include "src/ingest/rederive.h"
#include "src/ingest/rehash.h"
#include "src/model/accounting.h"
#include "src/scope/phrase.h"
#include "src/store/check.h"
#include "src/store/journal.h"

#include <inttypes.h>

struct finding {
    const char *what;
    bool holds, unsure; /* unsure: it can be neither */
    struct buf detail;
};

static bool check_journal(struct db *db, struct finding *ret, struct err *err)
{
    struct journal_check check;
    if (!journal_verify(db, &check, err))
        return false;
    ret->holds = check.broken_at == 0;
    phrase_count(&ret->detail, check.rows, "entry", "entries");
    if (!ret->holds)
        buf_fmt(&ret->detail, "; entry %" PRId64 " does not follow from the one before", check.broken_at);
    return true;
}

static bool check_accounting(struct db *db, struct finding *ret, struct err *err)
{
    struct accounting a;
    if (!accounting_load(db, &a, err))
        return false;
    ret->holds = accounting_holds(&a);
    buf_fmt(&ret->detail,
            "%" PRId64 " records = %" PRId64 " stored + %" PRId64 " duplicate + %" PRId64
            " rejected + %" PRId64 " skipped; %" PRId64 " events",
            a.records, a.stored, a.duplicate, a.rejected, a.skipped, a.events);
    if (a.findings)
        buf_fmt(&ret->detail, "; %" PRId64 " findings", a.findings_kept);
    return true;
}

static bool check_file(struct db *db, struct finding *ret, struct err *err)
{
    return db_check(db, &ret->detail, &ret->holds, err);
}

/* What is decided stands in tables beside the journal: they must be what its entries led to. */
static bool check_decisions(struct db *db, struct finding *ret, struct err *err)
{
    static const struct {
        enum query_id query;
        const char *one, *many;
    } kinds[] = {{QUERY_JOURNAL_MARKS_DIFFER, "mark", "marks"},
                 {QUERY_JOURNAL_NOTES_DIFFER, "note", "notes"}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct stmt *row;
        enum stmt_end end;
        int64_t count = 0;
        if (!db_stmt(db, kinds[i].query, &row, err))
            return false;
        while ((end = stmt_step(row, err)) == STMT_ROW)
            count++;
        if (end == STMT_ERR)
            return false;
        if (!count)
            continue;
        buf_str(&ret->detail, ret->detail.len ? ", " : "");
        phrase_count(&ret->detail, count, kinds[i].one, kinds[i].many);
    }
    ret->holds = !ret->detail.len;
    buf_str(&ret->detail,
            ret->holds ? "marks and notes are those of the journal" : " otherwise than the journal has them");
    return true;
}

/* Rows are derived from records: deriving them again must give the same. */
static bool check_events(struct db *db, struct finding *ret, struct err *err UNUSED)
{
    struct rederive rederive;
    struct err damage;
    if (!rederive_run(&rederive, db, &damage)) {
        buf_str(&ret->detail, damage.text);
        return true;
    }
    ret->holds = rederive.differ == 0 && rederive.names == 0;
    ret->unsure = !ret->holds && rederive.other_version;
    phrase_count(&ret->detail, rederive.events, "event", "events");
    buf_str(&ret->detail, ret->holds ? " as their records say" : " held to their records");
    if (rederive.differ)
        buf_fmt(&ret->detail, ", %" PRId64 " otherwise, the first number %" PRId64 " in its %s",
                rederive.differ, rederive.first_id, rederive.first);
    if (rederive.names)
        buf_fmt(&ret->detail, ", %" PRId64 " principals under a name that no event of theirs has",
                rederive.names);
    if (ret->unsure)
        buf_str(&ret->detail,
                "; another version of trailcase took them in, which may have read them otherwise");
    return true;
}

/* Lists and rollups answer from tables beside the events: they must tell the same. */
static bool check_rollups(struct db *db, struct finding *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_SOURCE_ROLLUPS, &stmt, err) || stmt_step(stmt, err) != STMT_ROW)
        return false;
    int64_t events = stmt_get_int(stmt, 0), by_day = stmt_get_int(stmt, 1), by_hour = stmt_get_int(stmt, 2),
            differ = stmt_get_int(stmt, 3);
    stmt_clear(stmt);
    ret->holds = events == by_day && events == by_hour && differ == 0;
    buf_fmt(&ret->detail, "%" PRId64 " events, %" PRId64 " by day, %" PRId64 " by hour", events, by_day,
            by_hour);
    if (differ)
        buf_fmt(&ret->detail, "; %" PRId64 " rows are otherwise when counted anew", differ);
    return true;
}

/* Every event has a record that can be read back, and no record is without its event. */
static bool check_records(struct db *db, struct finding *ret, struct err *err)
{
    struct stmt *stmt;
    struct err damage;
    if (!db_stmt(db, QUERY_SOURCE_RECORDS, &stmt, err))
        return false;
    if (stmt_step(stmt, &damage) != STMT_ROW) {
        buf_str(&ret->detail, damage.text);
        return true;
    }
    int64_t events = stmt_get_int(stmt, 0), read = stmt_get_int(stmt, 1), kept = stmt_get_int(stmt, 2);
    stmt_clear(stmt);
    ret->holds = events == read && events == kept;
    buf_fmt(&ret->detail, "%" PRId64 " events, %" PRId64 " records kept, %" PRId64 " read back", events, kept,
            read);
    return true;
}

static bool put_row(struct output *out, const char *what, const bool *holds, const char *detail,
                    struct err *err)
{
    output_text(out, what);
    if (holds)
        output_bool(out, *holds);
    else
        output_null(out);
    output_text(out, detail);
    return output_row(out, err);
}

static bool put_file(struct output *out, const struct rehash_file *file, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    const bool holds = false;
    buf_fmt(&detail, "%s: %s (%s)", rehash_outcome_name(file->outcome), file->path, file->reason);
    return put_row(out, "file", file->outcome == REHASH_NOT_FOUND ? NULL : &holds, buf_text(&detail), err);
}

/* The files that were taken in, hashed anew. *ret_faults: how many are not as they were. */
static bool check_evidence(struct call *call, struct db *db, struct output *out, int64_t *ret_faults,
                           struct err *err)
{
    CLEANUP(rehash) struct rehash rehash = {0};
    CLEANUP(buf) struct buf detail = {0};
    struct task task = {0};
    struct progress *progress = progress_start(&task, "hashing", call_is_chatty(call));
    bool done = rehash_run(
        &rehash, db,
        &(struct rehash_options){.paths = call->args, .path_count = call->arg_count, .task = &task}, err);
    progress_stop(progress);
    if (!done)
        return false;
    for (int i = 0; i < REHASH__COUNT; i++)
        if (rehash.counts[i])
            buf_fmt(&detail, "%s%" PRId64 " %s", detail.len ? ", " : "", rehash.counts[i],
                    rehash_outcome_name((enum rehash_outcome)i));
    *ret_faults = rehash.counts[REHASH_CHANGED] + rehash.counts[REHASH_UNREADABLE];
    const bool holds = *ret_faults == 0;
    /* Who says where the evidence is wants to know that it is not there. */
    call->partial = call->arg_count > 0 && rehash.counts[REHASH_NOT_FOUND] > 0;
    if (!put_row(out, "evidence", &holds, detail.len ? buf_text(&detail) : "no files", err))
        return false;
    for (size_t i = 0; i < rehash.file_count; i++)
        if (!put_file(out, &rehash.files[i], err))
            return false;
    return true;
}

static bool check_case(struct db *db, struct output *out, size_t *ret_broken, struct err *err)
{
    static const struct {
        const char *what;
        bool (*check)(struct db *db, struct finding *ret, struct err *err);
    } checks[] = {{"journal", check_journal},       {"decisions", check_decisions},
                  {"accounting", check_accounting}, {"rollups", check_rollups},
                  {"records", check_records},       {"events", check_events},
                  {"case file", check_file}};
    for (size_t i = 0; i < ARRAY_LEN(checks); i++) {
        struct finding finding = {.what = checks[i].what};
        bool ok = checks[i].check(db, &finding, err) &&
                  put_row(out, finding.what, finding.unsure ? NULL : &finding.holds,
                          buf_text(&finding.detail), err);
        *ret_broken += !finding.holds && !finding.unsure;
        buf_done(&finding.detail);
        if (!ok)
            return false;
    }
    return true;
}

static bool run(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"check", COLUMN_TEXT, 0}, {"holds", COLUMN_BOOL, 0}, {"detail", COLUMN_TEXT, COLUMN_WIDE}};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(output) struct output *out = NULL;
    size_t broken = 0;
    int64_t faults = 0;
    if (!call_open(call, DB_READ, &db, err) || !output_open(&out, call, columns, ARRAY_LEN(columns), err) ||
        !check_case(db, out, &broken, err) || !check_evidence(call, db, out, &faults, err) ||
        !output_close(TAKE(out), err))
        return false;
    if (broken)
        return err_set(
            err, ERR_CASE,
            "the case is not as trailcase left it: do not rely on it, go back to a copy or ingest the "
            "evidence anew");
    return faults == 0 ||
           err_set(err, ERR_FORMAT,
                   "%" PRId64 " evidence files are not as they were when they were taken in: the case "
                   "holds what they said then",
                   faults);
}

const struct command cmd_verify = {
    .name = "verify",
    .group = CMD_CASE,
    .usage = "CASE [PATH...]",
    .summary = "Check the case file, its journal and accounting, and hash the evidence anew",
    .detail = "Evidence files are looked for where they were when they were taken in, then by name\n"
              "below each PATH. One that is not found proves nothing: its row says neither yes nor\n"
              "no, and the exit code is 3 when a PATH was given. Exit 1 when anything changed.\n",
    .args_max = CMD_ARGS_ANY,
    .tables = {cmd_output_options},
    .run = run,
};
