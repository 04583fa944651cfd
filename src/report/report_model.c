// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_model.h"

#include "src/scope/undo.h"
#include "src/store/journal.h"

#include <string.h>

static bool load_accounts(struct report *report, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_REPORT_ACCOUNTS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        bool is_account = strcmp(stmt_get_text(row, 0, NULL), "account") == 0;
        words_add(is_account ? &report->accounts : &report->regions, &report->arena,
                  stmt_get_text(row, 1, NULL));
    }
    return end == STMT_DONE;
}

/*
 * Where a file stood below what was given to ingest: the folders above that tell of the machine the case was
 * made on, not of the evidence. given: the beginning of path; NULL: not known.
 */
static const char *below(const char *path, const char *given)
{
    const char *end = given ? path + strlen(given) : path[0] == '/' ? path + strlen(path) : path;
    while (end > path && end[-1] != '/')
        end--;
    return end;
}

static bool load_refused(struct report *report, struct db *db, struct err *err)
{
    struct refused_file *items = arena_zero(&report->arena, REPORT_REFUSED_MAX, sizeof *items);
    struct stmt *row;
    enum stmt_end end;
    report->refused = items;
    if (!db_stmt(db, QUERY_REPORT_REFUSED, &row, err))
        return false;
    stmt_int(row, ":limit", REPORT_REFUSED_MAX);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *path = stmt_text_dup(row, 0, &report->arena);
        items[report->refused_count++] = (struct refused_file){below(path, stmt_get_text(row, 2, NULL)),
                                                               stmt_text_dup(row, 1, &report->arena)};
    }
    return end == STMT_DONE;
}

static bool load_journal(struct report *report, struct db *db, struct err *err)
{
    struct journal_check check;
    struct stmt *row;
    enum stmt_end end;
    if (!journal_verify(db, &check, err) || !db_stmt(db, QUERY_JOURNAL_ALL, &row, err))
        return false;
    struct report_entry *items = arena_zero(&report->arena, (size_t)check.rows + 1, sizeof *items);
    report->journal_holds = check.broken_at == 0;
    while ((end = stmt_step(row, err)) == STMT_ROW && report->journal_count < (size_t)check.rows)
        items[report->journal_count++] = (struct report_entry){
            .seq = stmt_get_int(row, 0),
            .time_s = stmt_get_int(row, 1),
            .text = undo_describe(&report->arena, stmt_get_text(row, 2, NULL), stmt_get_text(row, 3, NULL)),
        };
    stmt_clear(row);
    report->journal = items;
    return end != STMT_ERR;
}

static bool load_techniques(struct report *report, struct db *db, struct err *err)
{
    CLEANUP(filter) struct filter *attributed = NULL;
    return filter_parse(&attributed, "is:attributed", report->now_s, NULL, err) &&
           techniques_load(&report->techniques, db, attributed, true, err);
}

/* Bars for the pictures: of all evidence, and of the attacker's time, a little more than that on both sides.
 */
static bool load_timelines(struct report *report, struct db *db, struct err *err)
{
    CLEANUP(filter) struct filter *all = NULL;
    const struct pick *attributed = &report->questions->facts.attributed;
    if (!filter_parse(&all, "", report->now_s, NULL, err))
        return false;
    struct timeline_ask ask = {all, ISOTIME_NONE, ISOTIME_NONE, REPORT_BARS_MAX, 0};
    if (report->accounting.events > 0 && !timeline_load(&report->whole, db, &ask, err))
        return false;
    if (attributed->count == 0)
        return true;
    int64_t first_s = pick_first_s(attributed), last_s = pick_last_s(attributed);
    int64_t margin_s = (last_s - first_s) / 20 + 60;
    ask.from_s = first_s - margin_s;
    ask.to_s = last_s + margin_s;
    return timeline_load(&report->window, db, &ask, err);
}

static bool load_judged(struct report *report, struct db *db, struct err *err)
{
    if (!checklist_load(&report->checklist, db, NULL, err))
        return false;
    report->questions = &report->checklist.questions;
    report->residue = &report->checklist.residue;
    report->credentials = &report->checklist.credentials;
    report->runs = runs_fold(&report->questions->facts.attributed, &report->arena);
    report_load_tree(report);
    return true;
}

static bool load(struct report *report, struct db *db, struct err *err)
{
    return accounting_load(db, &report->accounting, err) && load_refused(report, db, err) &&
           load_accounts(report, db, err) && coverage_load(&report->coverage, db, err) &&
           load_judged(report, db, err) && load_techniques(report, db, err) &&
           load_timelines(report, db, err) && report_load_places(report, db, err) &&
           lead_list_load(&report->leads, db, false, err) && mark_list_load(&report->marks, db, err) &&
           report_load_basis(report, err) && told_load(&report->told, db, &report->arena, err) &&
           note_list_load(&report->notes, db, err) && load_journal(report, db, err) &&
           report_load_events(report, db, err);
}

bool report_load(struct report *ret, struct db *db, struct err *err)
{
    *ret = (struct report){.now_s = isotime_now()};
    const char *slash = strrchr(db_path(db), '/');
    ret->name = arena_str(&ret->arena, slash ? slash + 1 : db_path(db));
    if (load(ret, db, err))
        return true;
    report_done(ret);
    return false;
}

void report_done(struct report *report)
{
    checklist_done(&report->checklist);
    coverage_done(&report->coverage);
    techniques_done(&report->techniques);
    timeline_done(&report->whole);
    timeline_done(&report->window);
    lead_list_done(&report->leads);
    mark_list_done(&report->marks);
    note_list_done(&report->notes);
    arena_done(&report->arena);
    *report = (struct report){0};
}

/* A call into another account is recorded there with the caller's id and no name: this account may know it.
 */
const char *report_who(const struct report *report, const struct fact *fact)
{
    const struct facts *facts = &report->questions->facts;
    const char *name = fact_name(facts, fact, FACT_PRINCIPAL)->label;
    bool is_id = name && (strncmp(name, "AROA", 4) == 0 || strncmp(name, "AIDA", 4) == 0);
    for (size_t i = 0; is_id && i < facts->names[FACT_PRINCIPAL].count; i++) {
        const struct fact_name *other = &facts->names[FACT_PRINCIPAL].items[i];
        if (other->label && strstr(other->value, name) && strcmp(other->label, name) != 0)
            return other->label;
    }
    if (!is_id)
        return name ? name : "unknown";
    return strncmp(name, "AROA", 4) == 0 ? "a role of another account" : "a user of another account";
}

size_t report_open_items(const struct report *report, enum checklist_phase phase)
{
    size_t open = 0;
    for (size_t i = 0; i < report->checklist.count; i++) {
        const struct checklist_item *item = &report->checklist.items[i];
        open += item->recipe->phase == phase && item->state == CHECKLIST_OPEN;
    }
    return open;
}
