// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_model.h"

#include "src/scope/credential.h"
#include "src/scope/undo.h"
#include "src/store/journal.h"

#include <string.h>

enum { CALLS_SHOWN = 6 };

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
    struct groups apis;                      /* the attributed calls */
    const struct attack_technique *accounts; /* Cloud Accounts, which every call is a use of */
    struct report_technique *items;
    size_t count, size;
};

static struct report_technique *add_technique(struct technique_builder *b, const struct attack_tactic *tactic,
                                              const struct attack_technique *technique)
{
    if (b->count == b->size) {
        struct report_technique *grown = arena_zero(b->arena, b->size = 2 * b->size + 16, sizeof *grown);
        if (b->count)
            memcpy(grown, b->items, b->count * sizeof *grown);
        b->items = grown;
    }
    struct report_technique *item = &b->items[b->count++];
    *item = (struct report_technique){
        .tactic = tactic, .technique = technique, .first_s = INT64_MAX, .last_s = INT64_MIN};
    return item;
}

static void count_calls(struct report_technique *item, const struct pick *pick)
{
    int64_t first_s = pick_first_s(pick), last_s = pick_last_s(pick);
    item->count += pick->count;
    item->denied += pick_outcome(pick, FACT_DENIED);
    item->first_s = first_s < item->first_s ? first_s : item->first_s;
    item->last_s = last_s > item->last_s ? last_s : item->last_s;
}

/* Every call with somebody else's credentials is a use of a valid account, in each tactic that counts it. */
static void add_valid_accounts(struct technique_builder *b, const struct attack_tactic *tactic)
{
    if (b->facts->attributed.count == 0 || !strstr(b->accounts->tactics, tactic->short_name))
        return;
    struct report_technique *item = add_technique(b, tactic, b->accounts);
    item->calls = "all calls, as they were made with the victim's credentials";
    count_calls(item, &b->facts->attributed);
}

/* The row of a technique in a tactic, from the groups of calls that are one of it. */
static void add_calls(struct technique_builder *b, const struct attack_tactic *tactic,
                      const struct attack_technique *technique)
{
    CLEANUP(buf) struct buf calls = {0};
    struct words words = {0};
    struct report_technique *item = NULL;
    for (size_t i = 0; i < b->apis.count; i++) {
        const struct pick *pick = &b->apis.items[i].pick;
        const struct attack_api *row = fact_technique(b->facts, pick->items[0]);
        if (!row || row->technique != technique || strcmp(row->tactic, tactic->short_name) != 0)
            continue;
        if (!item)
            item = add_technique(b, tactic, technique);
        count_calls(item, pick);
        words_add_times(&words, b->arena, fact_name(b->facts, pick->items[0], FACT_API)->label,
                        (int64_t)pick->count);
    }
    if (!item)
        return;
    phrase_counted_words(&calls, &words, CALLS_SHOWN);
    item->calls = arena_str(b->arena, buf_text(&calls));
}

static void load_techniques(struct report *report)
{
    struct technique_builder b = {.facts = &report->questions.facts, .arena = &report->arena};
    const struct attack *attack = b.facts->attack;
    b.accounts = attack_technique(attack, "T1078.004");
    b.apis = pick_group(&b.facts->attributed, b.arena, FACT_API);
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++) {
        add_valid_accounts(&b, tactic);
        for (size_t i = 0; i < attack->technique_count; i++)
            if (&attack->techniques[i] != b.accounts)
                add_calls(&b, tactic, &attack->techniques[i]);
    }
    report->techniques = b.items;
    report->technique_count = b.count;
}

bool report_load(struct report *ret, struct db *db, struct err *err)
{
    *ret = (struct report){.now_s = isotime_now()};
    const char *slash = strrchr(db_path(db), '/');
    ret->name = arena_str(&ret->arena, slash ? slash + 1 : db_path(db));
    if (accounting_load(db, &ret->accounting, err) && load_refused(ret, db, err) &&
        load_places(ret, db, err) && questions_load(&ret->questions, db, err) &&
        residue_load(&ret->residue, db, err) && mark_list_load(&ret->marks, db, err) &&
        note_list_load(&ret->notes, db, err) && load_journal(ret, db, err)) {
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
    residue_done(&report->residue);
    mark_list_done(&report->marks);
    note_list_done(&report->notes);
    arena_done(&report->arena);
    *report = (struct report){0};
}
