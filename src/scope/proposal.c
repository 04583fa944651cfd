// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/proposal.h"

#include "src/base/jsonw.h"
#include "src/scope/attribution.h"
#include "src/scope/lineage.h"
#include "src/scope/phrase.h"
#include "src/store/journal.h"

#include <string.h>

enum { MANY_PRINCIPALS = 3, MANY_DAYS = 7 };

/* gives_back: for the owner, so it waits until nothing more goes to the attacker. */
static const struct rule {
    const char *name;
    enum query_id query;
    enum mark_kind kind;
    enum verdict verdict;
    bool gives_back;
    const char *why;  /* follows "3 calls" */
    const char *weak; /* what speaks against it when it is not strong */
} rules[] = {
    {"address-of-call", QUERY_PROPOSAL_ADDRESS_OF_CALL, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "of the attacker came from it", "it may be older than the attacker, or the evidence too short to tell"},
    {"key-of-call", QUERY_PROPOSAL_KEY_OF_CALL, MARK_KEY, VERDICT_COMPROMISED, false,
     "of the attacker used it", NULL},
    {"session-of-call", QUERY_PROPOSAL_SESSION_OF_CALL, MARK_SESSION, VERDICT_COMPROMISED, false,
     "of the attacker used it", NULL},
    {"address-of-maker", QUERY_PROPOSAL_ADDRESS_OF_MAKER, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "that made what the attacker uses came from it, and it is new",
     "whoever made it may have lost it to the attacker"},
    {"address-of-key", QUERY_PROPOSAL_ADDRESS_OF_KEY, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "with what is compromised came from it, and it is new", "the owner may have moved to a new address"},
    {"session-of-edge", QUERY_PROPOSAL_SESSION_OF_EDGE, MARK_SESSION, VERDICT_ATTACKER, false,
     "of the attacker opened a session of its role and name", "only the time joins the two"},
    {"agent-of-call", QUERY_PROPOSAL_AGENT_OF_CALL, MARK_AGENT, VERDICT_ATTACKER, false,
     "of the attacker named it, and it came up with the attacker", "anybody may use the same program"},
    {"role-made", QUERY_PROPOSAL_ROLE_MADE, MARK_PRINCIPAL, VERDICT_ATTACKER, false,
     "of the attacker created it", NULL},
    {"address-of-owner", QUERY_PROPOSAL_ADDRESS_OF_OWNER, MARK_ADDRESS, VERDICT_BENIGN, true,
     "came from it and are undecided; the same principals were there on days before",
     "calls with the attacker's agent came from it"},
};

static void add_reason_against(struct buf *out, const char *text)
{
    if (out->len)
        buf_str(out, "; ");
    buf_str(out, text);
}

/* Reads who else uses the thing from the row. */
static const char *say_against(const struct rule *rule, const struct proposal *p, struct stmt *row,
                               struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    int64_t others = stmt_get_int(row, 6), days = stmt_get_int(row, 7), home = stmt_get_int(row, 8);
    if (!p->is_high && rule->weak)
        add_reason_against(&out, rule->weak);
    if (others && !rule->gives_back) {
        add_reason_against(&out, "");
        phrase_count(&out, others, "other principal uses it", "other principals use it");
    }
    if (home) {
        add_reason_against(&out, "");
        phrase_count(&out, home, "of them works", "of them work");
        buf_str(&out, " there as elsewhere before");
    }
    if (days && !rule->gives_back) {
        add_reason_against(&out, "in use on ");
        phrase_count(&out, days, "day before", "days before");
    }
    if (rule->kind == MARK_ADDRESS && others >= MANY_PRINCIPALS && days >= MANY_DAYS)
        add_reason_against(&out, "many use it over many days, as the address of a company");
    return out.len ? arena_str(arena, buf_text(&out)) : NULL;
}

static struct proposal read_row(struct stmt *row, const struct rule *rule, struct arena *arena)
{
    CLEANUP(buf) struct buf text = {0};
    struct proposal p = {
        .mark = {.kind = rule->kind,
                 .value = stmt_text_dup(row, 0, arena),
                 .verdict = rule->verdict,
                 .since_s = stmt_get_time(row, 1),
                 .until_s = stmt_get_time(row, 2)},
        .rule = rule->name,
        .event_id = stmt_get_int(row, 3),
        .shown = stmt_get_int(row, 4),
        .is_high = stmt_get_int(row, 5) != 0,
    };
    phrase_count(&text, p.shown, "call", "calls");
    buf_fmt(&text, " %s", rule->why);
    p.why = arena_str(arena, buf_text(&text));
    buf_clear(&text);
    buf_fmt(&text, "%s: %s", rule->name, p.why);
    p.mark.reason = arena_str(arena, buf_text(&text));
    p.against = say_against(rule, &p, row, arena);
    return p;
}

static void add(struct proposal_list *list, const struct proposal *proposal)
{
    if ((list->count & (list->count - 1)) == 0) {
        struct proposal *grown = arena_zero(&list->arena, 2 * list->count + 1, sizeof *grown);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    list->items[list->count++] = *proposal;
}

static bool is_settled(struct db *db, const struct mark *mark, bool *ret, struct err *err)
{
    struct stmt *stmt;
    int64_t settled;
    if (!db_stmt(db, QUERY_PROPOSAL_SETTLED, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[mark->kind]);
    stmt_text(stmt, ":value", mark->value);
    if (!stmt_run_int(stmt, 0, &settled, err))
        return false;
    *ret = settled != 0;
    return true;
}

/* Lists of addresses that a person gave speak for a proposal or against it; what they speak against is not
 * high. */
static bool weigh_lists(struct db *db, struct proposal *p, struct arena *arena, struct err *err)
{
    struct stmt *stmt;
    if (p->mark.kind != MARK_ADDRESS)
        return true;
    if (!db_stmt(db, QUERY_PROPOSAL_LISTS, &stmt, err))
        return false;
    stmt_text(stmt, ":value", p->mark.value);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    bool is_own = stmt_get_int(stmt, 1) != 0;
    const char *text =
        arena_fmt(arena, "it is on a list of %s: %s",
                  is_own ? "your own addresses" : "addresses to watch for", stmt_get_text(stmt, 0, NULL));
    if (is_own == (p->mark.verdict == VERDICT_BENIGN)) {
        p->why = arena_fmt(arena, "%s; %s", p->why, text);
        p->mark.reason = arena_fmt(arena, "%s; %s", p->mark.reason, text);
    } else {
        p->is_high = false;
        p->against = p->against ? arena_fmt(arena, "%s; %s", text, p->against) : text;
    }
    stmt_clear(stmt);
    return true;
}

static bool find_by(const struct rule *rule, struct db *db, struct proposal_list *list, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, rule->query, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct proposal proposal = read_row(stmt, rule, &list->arena);
        bool settled;
        if (!weigh_lists(db, &proposal, &list->arena, err) || !is_settled(db, &proposal.mark, &settled, err))
            return false;
        if (!settled)
            add(list, &proposal);
    }
    return end == STMT_DONE;
}

static bool find(struct db *db, struct proposal_list *list, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (!find_by(&rules[i], db, list, err))
            return err_wrap(err, "look for proposals by the rule %s", rules[i].name);
    return true;
}

struct reach {
    struct attribution_counts events;
    int64_t credentials;
};

static bool count_reach(struct db *db, struct reach *ret, struct err *err)
{
    struct stmt *stmt;
    return attribution_count(db, &ret->events, err) && db_stmt(db, QUERY_PROPOSAL_CREDENTIALS, &stmt, err) &&
           stmt_run_int(stmt, 0, &ret->credentials, err);
}

static bool measure_within(struct db *db, struct proposal *p, const struct reach *before, struct err *err)
{
    struct reach after;
    if (!mark_apply_within(db, &p->mark, 1, err) || !count_reach(db, &after, err))
        return false;
    p->attributed = after.events.attributed - before->events.attributed;
    p->undecided = after.events.undecided - before->events.undecided;
    p->credentials = after.credentials - before->credentials;
    return true;
}

static bool measure(struct db *db, struct proposal_list *list, struct err *err)
{
    struct reach before;
    if (!count_reach(db, &before, err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        if (!db_begin(db, err))
            return false;
        bool done = measure_within(db, &list->items[i], &before, err);
        db_rollback(db);
        if (!done)
            return false;
    }
    return true;
}

bool proposal_list_find(struct proposal_list *ret, struct db *db, struct err *err)
{
    *ret = (struct proposal_list){0};
    return find(db, ret, err);
}

bool proposal_list_load(struct proposal_list *ret, struct db *db, struct err *err)
{
    *ret = (struct proposal_list){0};
    return lineage_refresh(db, err) && find(db, ret, err) && measure(db, ret, err);
}

void proposal_list_done(struct proposal_list *list)
{
    arena_done(&list->arena);
    *list = (struct proposal_list){0};
}

/* Two rules may propose the same thing; the first in the table decides. */
static bool has(const struct proposal_list *list, const struct mark *mark)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].mark.kind == mark->kind && strcmp(list->items[i].mark.value, mark->value) == 0)
            return true;
    return false;
}

static bool is_giving_back(const struct proposal *p)
{
    return p->mark.verdict == VERDICT_BENIGN;
}

/* One round: set what is strong; with gives_back only what gives back. Adds to *taken. */
static bool take_round(struct db *db, bool gives_back, struct proposal_list *taken, size_t *ret_news,
                       struct err *err)
{
    struct proposal_list found = {.arena = taken->arena};
    bool done = find(db, &found, err);
    taken->arena = found.arena;
    *ret_news = 0;
    for (size_t i = 0; done && i < found.count; i++) {
        const struct proposal *p = &found.items[i];
        if (!p->is_high || is_giving_back(p) != gives_back || has(taken, &p->mark))
            continue;
        add(taken, p);
        ++*ret_news;
        done = mark_apply_within(db, &p->mark, 1, err);
    }
    return done;
}

static bool take_all(struct db *db, struct proposal_list *taken, struct err *err)
{
    for (int gives_back = 0; gives_back <= 1; gives_back++)
        for (size_t news = 1; news;)
            if (!take_round(db, gives_back, taken, &news, err))
                return false;
    return true;
}

bool proposal_take_high(struct proposal_list *ret, struct db *db, struct err *err)
{
    *ret = (struct proposal_list){0};
    if (!lineage_refresh(db, err) || !db_begin(db, err))
        return false;
    bool done = take_all(db, ret, err);
    db_rollback(db);
    if (!done || ret->count == 0)
        return done;
    struct mark *marks = arena_zero(&ret->arena, ret->count, sizeof *marks);
    for (size_t i = 0; i < ret->count; i++)
        marks[i] = ret->items[i].mark;
    return mark_apply(db, marks, ret->count, err);
}

static bool find_one(struct db *db, enum mark_kind kind, const char *value, struct proposal_list *list,
                     const struct proposal **ret, struct err *err)
{
    if (!find(db, list, err))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].mark.kind == kind && strcmp(list->items[i].mark.value, value) == 0) {
            *ret = &list->items[i];
            return true;
        }
    return err_set(err, ERR_USAGE, "nothing is proposed for %s %s: see 'trailcase scope CASE --proposals'",
                   mark_kind_names[kind], value);
}

bool proposal_accept(struct db *db, enum mark_kind kind, const char *value, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    const struct proposal *proposal;
    return find_one(db, kind, value, &list, &proposal, err) && mark_apply(db, &proposal->mark, 1, err);
}

bool proposal_reject(struct db *db, enum mark_kind kind, const char *value, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    CLEANUP(buf) struct buf detail = {0};
    const struct proposal *proposal;
    struct jsonw w;
    if (!find_one(db, kind, value, &list, &proposal, err))
        return false;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", mark_kind_names[kind]);
    jsonw_kstr(&w, "value", value);
    jsonw_kstr(&w, "text", proposal->mark.reason);
    jsonw_end(&w);
    if (!db_begin(db, err))
        return false;
    if (journal_append(db, isotime_now(), "reject", buf_text(&detail), err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}
