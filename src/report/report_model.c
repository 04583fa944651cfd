// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_model.h"

#include "src/scope/credential.h"
#include "src/scope/undo.h"
#include "src/store/journal.h"

#include <string.h>

enum { CALLS_SHOWN = 6 };

bool report_accounting_load(struct report_accounting *ret, struct db *db, struct err *err)
{
    struct stmt *row;
    *ret = (struct report_accounting){0};
    if (!db_stmt(db, QUERY_REPORT_ACCOUNTING, &row, err) || stmt_step(row, err) != STMT_ROW)
        return false;
    *ret = (struct report_accounting){
        .files_read = stmt_get_int(row, 0),
        .files_refused = stmt_get_int(row, 1),
        .files_reading = stmt_get_int(row, 2),
        .records = stmt_get_int(row, 3),
        .stored = stmt_get_int(row, 4),
        .duplicate = stmt_get_int(row, 5),
        .rejected = stmt_get_int(row, 6),
        .events = stmt_get_int(row, 7),
    };
    stmt_clear(row);
    return true;
}

bool report_accounting_holds(const struct report_accounting *a)
{
    return a->records == a->stored + a->duplicate + a->rejected && a->events == a->stored;
}

static bool load_refused(struct report *report, struct db *db, struct err *err)
{
    struct report_refused *items = arena_zero(&report->arena, REPORT_REFUSED_MAX, sizeof *items);
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_REPORT_REFUSED, &row, err))
        return false;
    stmt_int(row, ":limit", REPORT_REFUSED_MAX);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        items[report->refused_count++] = (struct report_refused){stmt_text_dup(row, 0, &report->arena),
                                                                 stmt_text_dup(row, 1, &report->arena)};
    report->refused = items;
    return end == STMT_DONE;
}

static bool load_places(struct report *report, struct db *db, struct err *err)
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

struct technique_builder {
    const struct facts *facts;
    struct arena *arena;
    struct report_technique *items;
    size_t count, size;
};

static void add_technique(struct technique_builder *b, const struct attack_tactic *tactic,
                          const struct attack_technique *technique, const struct pick *pick)
{
    CLEANUP(buf) struct buf calls = {0};
    struct words words = {0};
    if (b->count == b->size) {
        struct report_technique *grown = arena_zero(b->arena, b->size = 2 * b->size + 16, sizeof *grown);
        if (b->count)
            memcpy(grown, b->items, b->count * sizeof *grown);
        b->items = grown;
    }
    for (size_t i = 0; i < pick->count; i++) {
        const char *api = fact_name(b->facts, pick->items[i], FACT_API)->label;
        words_add(&words, b->arena, api ? api : "unnamed");
    }
    phrase_counted_words(&calls, &words, CALLS_SHOWN);
    b->items[b->count++] = (struct report_technique){
        .tactic = tactic,
        .technique = technique,
        .calls = arena_str(b->arena, buf_text(&calls)),
        .count = pick->count,
        .denied = pick_outcome(pick, FACT_DENIED),
        .first_s = pick_first_s(pick),
        .last_s = pick_last_s(pick),
    };
}

/* Every call with somebody else's credentials is a use of a valid account, in each tactic that counts it. */
static struct pick victims_calls(const struct facts *facts, struct arena *arena)
{
    struct pick pick = {0};
    for (size_t i = 0; i < facts->attributed.count; i++)
        if (facts->attributed.items[i]->ids[FACT_PRINCIPAL])
            pick_add(&pick, arena, facts->attributed.items[i]);
    return pick;
}

/* The calls of a technique in a tactic, in the order of time. */
static struct pick calls_of(const struct technique_builder *b, const struct attack_technique *technique,
                            const char *tactic)
{
    struct pick pick = {0};
    for (size_t i = 0; i < b->facts->attributed.count; i++) {
        const struct fact *fact = b->facts->attributed.items[i];
        const struct attack_api *row = fact_technique(b->facts, fact);
        if (row && row->technique == technique && strcmp(row->tactic, tactic) == 0)
            pick_add(&pick, b->arena, fact);
    }
    return pick;
}

static bool is_seen(const struct technique_builder *b, const struct attack_technique *technique)
{
    for (size_t i = 0; i < b->facts->names[FACT_API].count; i++) {
        const struct fact_name *api = &b->facts->names[FACT_API].items[i];
        const struct attack_api *row =
            api->label ? attack_of_api(b->facts->attack, api->value, api->label) : NULL;
        if (row && row->technique == technique)
            return true;
    }
    return false;
}

static void load_techniques(struct report *report)
{
    struct technique_builder b = {.facts = &report->questions.facts, .arena = &report->arena};
    const struct attack *attack = b.facts->attack;
    const struct attack_technique *accounts = attack_technique(attack, "T1078.004");
    struct pick victims = victims_calls(b.facts, b.arena);
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++) {
        if (victims.count && strstr(accounts->tactics, tactic->short_name))
            add_technique(&b, tactic, accounts, &victims);
        for (size_t i = 0; i < attack->technique_count; i++) {
            const struct attack_technique *technique = &attack->techniques[i];
            if (technique == accounts || !is_seen(&b, technique))
                continue;
            struct pick pick = calls_of(&b, technique, tactic->short_name);
            if (pick.count)
                add_technique(&b, tactic, technique, &pick);
        }
    }
    report->techniques = b.items;
    report->technique_count = b.count;
}

bool report_load(struct report *ret, struct db *db, struct err *err)
{
    *ret = (struct report){.now_s = isotime_now()};
    const char *slash = strrchr(db_path(db), '/');
    ret->name = arena_str(&ret->arena, slash ? slash + 1 : db_path(db));
    if (report_accounting_load(&ret->accounting, db, err) && load_refused(ret, db, err) &&
        load_places(ret, db, err) && questions_load(&ret->questions, db, err) &&
        mark_list_load(&ret->marks, db, err) && note_list_load(&ret->notes, db, err) &&
        load_journal(ret, db, err)) {
        ret->runs = runs_fold(&ret->questions.facts.attributed, &ret->arena);
        load_techniques(ret);
        return true;
    }
    report_done(ret);
    return false;
}

void report_done(struct report *report)
{
    questions_done(&report->questions);
    mark_list_done(&report->marks);
    note_list_done(&report->notes);
    arena_done(&report->arena);
    *report = (struct report){0};
}
