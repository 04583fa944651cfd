// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/proposal.h"

#include "src/scope/phrase.h"

#include <string.h>

enum { MANY_PRINCIPALS = 3, MANY_DAYS = 7 };

/* gives_back: for the owner, so it waits until nothing more goes to the attacker. */
static const struct rule {
    const char *name;
    enum query_id query;
    enum mark_kind kind;
    enum verdict verdict;
    bool gives_back;
    const char *why;    /* follows "3 calls" */
    const char *weak;   /* what speaks against it when it is not strong */
    const char *reason; /* of the mark; without numbers, which change while it stands */
} rules[] = {
    {"address-of-call", QUERY_PROPOSAL_ADDRESSES, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "of the attacker came from it", "it may be older than the attacker, or the evidence too short to tell",
     "calls of the attacker came from it"},
    {"key-of-call", QUERY_PROPOSAL_KEY_OF_CALL, MARK_KEY, VERDICT_COMPROMISED, false,
     "of the attacker used it", NULL, "calls of the attacker used it"},
    {"session-of-call", QUERY_PROPOSAL_SESSION_OF_CALL, MARK_SESSION, VERDICT_COMPROMISED, false,
     "of the attacker used it", NULL, "calls of the attacker used it"},
    {"address-of-maker", QUERY_PROPOSAL_ADDRESS_OF_MAKER, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "that made what the attacker uses came from it, and it is new",
     "whoever made it may have lost it to the attacker",
     "what the attacker uses was made from it, and it was new"},
    {"address-of-key", QUERY_PROPOSAL_ADDRESSES, MARK_ADDRESS, VERDICT_ATTACKER, false,
     "with what the attacker also used came from it, and it is new",
     "the owner may have moved to a new address",
     "credentials that the attacker used were used from it, and it was new"},
    {"session-of-edge", QUERY_PROPOSAL_SESSION_OF_EDGE, MARK_SESSION, VERDICT_ATTACKER, false,
     "of the attacker opened a session of its role and name", "only the time joins the two",
     "a call of the attacker opened a session of its role and name"},
    {"agent-of-call", QUERY_PROPOSAL_AGENT_OF_CALL, MARK_AGENT, VERDICT_ATTACKER, false,
     "of the attacker named it, and it came up with the attacker", "anybody may use the same program",
     "calls of the attacker named it, and it came up with them"},
    {"role-made", QUERY_PROPOSAL_ROLE_MADE, MARK_PRINCIPAL, VERDICT_ATTACKER, false,
     "of the attacker created it", NULL, "a call of the attacker created it"},
    {"address-of-owner", QUERY_PROPOSAL_ADDRESS_OF_OWNER, MARK_ADDRESS, VERDICT_BENIGN, true,
     "came from it and are undecided; the same principals were there on 5 days or more before the "
     "attacker came",
     "calls with the attacker's agent came from it",
     "the same principals worked from it on days before the attacker came"},
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
        phrase_count(&out, others, "principal not in scope so far uses it",
                     "principals not in scope so far use it");
    }
    if (home) {
        add_reason_against(&out, "");
        phrase_count(&out, home, "of them works", "of them work");
        buf_str(&out, " there as elsewhere before");
    }
    if (days && !rule->gives_back) {
        add_reason_against(&out, "in use on ");
        phrase_count(&out, days, "day", "days");
        buf_str(&out, " before the attacker came");
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
    p.mark.reason = rule->reason;
    p.against = say_against(rule, &p, row, arena);
    return p;
}

void proposal_list_add(struct proposal_list *list, const struct proposal *proposal)
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

/* Two rules may propose the same thing: the stronger of them counts, else the first. */
static bool is_known(struct proposal_list *list, const struct proposal *proposal)
{
    for (size_t i = 0; i < list->count; i++) {
        struct proposal *old = &list->items[i];
        if (old->mark.kind != proposal->mark.kind || strcmp(old->mark.value, proposal->mark.value) != 0)
            continue;
        if (proposal->is_high && !old->is_high)
            *old = *proposal;
        return true;
    }
    return false;
}

static bool consider(struct db *db, struct proposal_list *list, struct proposal *proposal, struct err *err)
{
    bool settled;
    if (!weigh_lists(db, proposal, &list->arena, err) || !is_settled(db, &proposal->mark, &settled, err) ||
        !mark_label(&proposal->mark, db, &list->arena, err))
        return false;
    if (!settled && !is_known(list, proposal))
        proposal_list_add(list, proposal);
    return true;
}

static bool find_by(const struct rule *rule, struct db *db, struct proposal_list *list, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, rule->query, &stmt, err))
        return false;
    if (stmt_has_param(stmt, ":attributed"))
        stmt_int(stmt, ":attributed", rule == &rules[0]);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct proposal proposal = read_row(stmt, rule, &list->arena);
        if (!consider(db, list, &proposal, err))
            return false;
    }
    return end == STMT_DONE;
}

bool proposal_list_find(struct proposal_list *ret, struct db *db, struct err *err)
{
    *ret = (struct proposal_list){0};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (!find_by(&rules[i], db, ret, err)) {
            proposal_list_done(ret);
            return err_wrap(err, "look for proposals by the rule %s", rules[i].name);
        }
    return true;
}

void proposal_copy(struct proposal *proposal, struct arena *arena)
{
    const char **const texts[] = {&proposal->mark.value, &proposal->mark.label, &proposal->mark.reason,
                                  &proposal->why,        &proposal->against,    &proposal->query,
                                  &proposal->brings};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        *texts[i] = arena_str(arena, *texts[i]);
}

void proposal_list_done(struct proposal_list *list)
{
    arena_done(&list->arena);
    *list = (struct proposal_list){0};
}
