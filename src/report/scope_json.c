// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/scope_json.h"

#include "src/base/jsonw.h"
#include "src/scope/proposal.h"
#include "src/scope/residue_text.h"

#include <string.h>

bool scope_uid(struct db *db, int64_t event_id, struct arena *arena, const char **ret, struct err *err)
{
    struct stmt *row;
    *ret = "";
    if (!db_stmt(db, QUERY_SCOPE_UID_OF_EVENT, &row, err))
        return false;
    stmt_int(row, ":event_id", event_id);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW) {
        *ret = stmt_text_dup(row, 0, arena);
        stmt_clear(row);
    }
    return end != STMT_ERR;
}

static bool write_ids(struct jsonw *w, struct db *db, const int64_t *ids, size_t count, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_array(w);
    for (size_t i = 0; i < count && i < SCOPE_JSON_IDS; i++) {
        const char *uid;
        if (!scope_uid(db, ids[i], &arena, &uid, err))
            return false;
        jsonw_str(w, uid);
        arena_clear(&arena);
    }
    jsonw_end(w);
    return true;
}

static bool write_claim(struct jsonw *w, struct db *db, const struct claim *claim, const char *id,
                        struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_object(w);
    jsonw_kstr(w, "id", id);
    jsonw_kstr(w, "text", claim->text);
    jsonw_kstr(w, "confidence", confidence_names[claim->confidence]);
    jsonw_kstr(w, "because", claim_because(claim));
    jsonw_kstr(w, "by", claim->own_id ? "analyst" : "trailcase");
    jsonw_key(w, "events");
    if (!write_ids(w, db, claim->events, claim->event_count, err))
        return false;
    jsonw_key(w, "against");
    if (!write_ids(w, db, claim->against, claim->against_count, err))
        return false;
    jsonw_kint(w, "events_total", (int64_t)claim->event_count);
    jsonw_kint(w, "against_total", claim->against_total);
    jsonw_kstr(w, "query", claim->query);
    jsonw_kstr(w, "against_why", claim->against_why);
    jsonw_kstr(w, "against_query", claim->against_query);
    jsonw_karray(w, "numbers");
    for (size_t i = 0; i < claim->number_count; i++) {
        jsonw_object(w);
        jsonw_kstr(w, "id", arena_fmt(&arena, "%s-n%zu", id, i + 1));
        jsonw_kint(w, "value", claim->numbers[i].value);
        jsonw_kstr(w, "query", claim->numbers[i].query);
        jsonw_kstr(w, "command", claim->numbers[i].command);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

static bool write_question(struct jsonw *w, struct db *db, const struct question *question, int number,
                           struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    jsonw_kobject(w, question->name);
    jsonw_kstr(w, "question", question->title);
    jsonw_kstr(w, "answer", question->answer);
    jsonw_kstr(w, "own_answer", question->own_answer);
    jsonw_karray(w, "claims");
    for (size_t i = 0; i < question->claim_count; i++)
        if (!write_claim(w, db, &question->claims[i], arena_fmt(&arena, "c%d-%zu", number, i + 1), err))
            return false;
    jsonw_end(w);
    jsonw_karray(w, "unanswerable");
    for (size_t i = 0; i < question->unanswerable_count; i++)
        jsonw_str(w, question->unanswerable[i]);
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

/* What the attributed calls came from; an address only when it is one. */
static void write_things(struct jsonw *w, const struct facts *facts, const char *member, enum fact_dim dim)
{
    CLEANUP(arena) struct arena arena = {0};
    struct groups groups = pick_group(&facts->attributed, &arena, dim);
    jsonw_karray(w, member);
    for (size_t i = 0; i < groups.count; i++) {
        const struct fact_name *name = facts_name(facts, dim, groups.items[i].id);
        bool is_service = dim == FACT_ADDRESS && name->type && strcmp(name->type, "ip") != 0;
        if (groups.items[i].id && !is_service)
            jsonw_str(w, name->value);
    }
    jsonw_end(w);
}

static void write_attacker(struct jsonw *w, const struct facts *facts)
{
    jsonw_kobject(w, "attacker");
    write_things(w, facts, "addresses", FACT_ADDRESS);
    write_things(w, facts, "keys", FACT_KEY);
    write_things(w, facts, "principals", FACT_PRINCIPAL);
    write_things(w, facts, "sessions", FACT_SESSION);
    write_things(w, facts, "agents", FACT_AGENT);
    jsonw_kint(w, "events", (int64_t)facts->attributed.count);
    jsonw_kint(w, "undecided", (int64_t)facts->undecided.count);
    jsonw_ktime(w, "first", pick_first_s(&facts->attributed));
    jsonw_ktime(w, "last", pick_last_s(&facts->attributed));
    jsonw_end(w);
}

/* --- proposals --- */

static void write_proposal(struct jsonw *w, const struct proposal *p)
{
    CLEANUP(buf) struct buf effect = {0};
    proposal_effect(p, &effect);
    jsonw_object(w);
    jsonw_kstr(w, "kind", mark_kind_names[p->mark.kind]);
    jsonw_kstr(w, "value", p->mark.value);
    jsonw_kstr(w, "label", p->mark.label);
    jsonw_kstr(w, "verdict", verdict_names[p->mark.verdict]);
    jsonw_kstr(w, "reason", p->mark.reason);
    jsonw_kstr(w, "confidence", p->is_high ? "high" : "medium");
    jsonw_kint(w, "evidence", p->shown);
    jsonw_kint(w, "events", p->attributed);
    jsonw_kint(w, "undecided", p->undecided);
    jsonw_kint(w, "credentials", p->credentials);
    jsonw_kstr(w, "effect", buf_text(&effect));
    jsonw_kbool(w, "follows", p->follows);
    jsonw_kstr(w, "query", p->query);
    jsonw_karray(w, "against");
    if (p->against)
        jsonw_str(w, p->against);
    jsonw_end(w);
    jsonw_end(w);
}

static bool write_proposals(struct jsonw *w, struct db *db, struct err *err)
{
    CLEANUP(proposal_list) struct proposal_list list = {0};
    if (!proposal_list_load(&list, db, err))
        return false;
    jsonw_karray(w, "proposals");
    for (size_t i = 0; i < list.count; i++)
        write_proposal(w, &list.items[i]);
    jsonw_end(w);
    return true;
}

/* --- residue --- */

static bool write_act(struct jsonw *w, struct db *db, const struct residue_act *act,
                      const char *const names[3], struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf who = {0};
    const char *uid = NULL;
    if (act->event_id && !scope_uid(db, act->event_id, &arena, &uid, err))
        return false;
    residue_text_who(&who, act);
    jsonw_ktime(w, names[0], act->event_id ? act->time_s : ISOTIME_NONE);
    jsonw_kstr(w, names[1], uid);
    jsonw_kstr(w, names[2], act->event_id ? buf_text(&who) : NULL);
    return true;
}

static bool write_residue_item(struct jsonw *w, struct db *db, const struct residue *residue, struct err *err)
{
    static const char *const opened[3] = {"opened", "event", "by"};
    static const char *const ended[3] = {"ended", "ended_event", "ended_by"};
    CLEANUP(buf) struct buf what = {0};
    residue_text(&what, residue);
    jsonw_object(w);
    jsonw_kstr(w, "kind", residue_kinds[residue->kind].word);
    jsonw_kstr(w, "state", residue_state_names[residue->state]);
    jsonw_kstr(w, "what", buf_text(&what));
    jsonw_kstr(w, "name", residue->name);
    jsonw_kstr(w, "part", residue->part);
    jsonw_kstr(w, "id", residue->id);
    jsonw_kstr(w, "account", residue->account);
    jsonw_kstr(w, "region", residue->region);
    bool done =
        write_act(w, db, &residue->opened, opened, err) && write_act(w, db, &residue->ended, ended, err);
    jsonw_end(w);
    return done;
}

bool scope_json_residue(struct jsonw *w, struct db *db, const struct residue_list *list, struct err *err)
{
    jsonw_kobject(w, "residue");
    for (enum residue_state state = 0; state < RESIDUE_STATE__COUNT; state++)
        jsonw_kint(w, residue_state_names[state], (int64_t)list->states[state]);
    jsonw_karray(w, "items");
    for (size_t i = 0; i < list->count && i < SCOPE_JSON_IDS; i++)
        if (!write_residue_item(w, db, &list->items[i], err))
            return false;
    jsonw_end(w);
    jsonw_end(w);
    return true;
}

bool scope_json_questions(struct jsonw *w, const struct questions *questions, struct err *err)
{
    jsonw_kobject(w, "questions");
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        if (!write_question(w, questions->facts.db, &questions->items[id], (int)id + 1, err))
            return false;
    jsonw_end(w);
    return true;
}

bool scope_json(const struct questions *questions, struct buf *out, struct err *err)
{
    CLEANUP(residue) struct residue_list residue = {0};
    const struct facts *facts = &questions->facts;
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    write_attacker(&w, facts);
    if (!write_proposals(&w, facts->db, err))
        return false;
    if (!scope_json_questions(&w, questions, err) || !residue_load(&residue, facts->db, err) ||
        !scope_json_residue(&w, facts->db, &residue, err))
        return false;
    jsonw_end(&w);
    buf_char(out, '\n');
    return true;
}
