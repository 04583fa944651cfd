// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/model/accounting.h"
#include "src/scope/phrase.h"
#include "src/store/check.h"
#include "src/store/journal.h"

#include <inttypes.h>

struct finding {
    const char *what;
    bool holds;
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
            " rejected; %" PRId64 " events",
            a.records, a.stored, a.duplicate, a.rejected, a.events);
    return true;
}

static bool check_file(struct db *db, struct finding *ret, struct err *err)
{
    return db_check(db, &ret->detail, &ret->holds, err);
}

static bool run(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"check", COLUMN_TEXT, 0}, {"holds", COLUMN_BOOL, 0}, {"detail", COLUMN_TEXT, COLUMN_WIDE}};
    static const struct {
        const char *what;
        bool (*check)(struct db *db, struct finding *ret, struct err *err);
    } checks[] = {{"journal", check_journal}, {"accounting", check_accounting}, {"file", check_file}};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(output) struct output *out = NULL;
    size_t broken = 0;
    if (!call_open(call, DB_READ, &db, err) || !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(checks); i++) {
        struct finding finding = {.what = checks[i].what};
        bool ok = checks[i].check(db, &finding, err);
        output_text(out, finding.what);
        output_bool(out, finding.holds);
        output_text(out, buf_text(&finding.detail));
        broken += !finding.holds;
        ok = output_row(out, err) && ok;
        buf_done(&finding.detail);
        if (!ok)
            return false;
    }
    if (!output_close(TAKE(out), err))
        return false;
    return broken == 0 || err_set(err, ERR_CASE,
                                  "the case is not as trailcase left it: do not rely on it, go "
                                  "back to a copy or ingest the evidence anew");
}

const struct command cmd_verify = {
    .name = "verify",
    .group = CMD_CASE,
    .usage = "CASE",
    .summary = "Check the journal's chain, the accounting and the file itself",
    .tables = {cmd_output_options},
    .run = run,
};
