// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/scope_json.h"

#include "src/base/jsonw.h"

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

static bool write_claim(struct jsonw *w, struct db *db, const struct claim *claim, struct err *err)
{
    jsonw_object(w);
    jsonw_kstr(w, "text", claim->text);
    jsonw_kstr(w, "confidence", confidence_names[claim->confidence]);
    jsonw_key(w, "events");
    if (!write_ids(w, db, claim->events, claim->event_count, err))
        return false;
    jsonw_key(w, "against");
    if (!write_ids(w, db, claim->against, claim->against_count, err))
        return false;
    jsonw_kint(w, "events_total", (int64_t)claim->event_count);
    jsonw_kint(w, "against_total", (int64_t)claim->against_count);
    jsonw_kstr(w, "query", claim->query);
    jsonw_end(w);
    return true;
}

static bool write_question(struct jsonw *w, struct db *db, const struct question *question, struct err *err)
{
    jsonw_kobject(w, question->name);
    jsonw_kstr(w, "question", question->title);
    jsonw_kstr(w, "answer", question->answer);
    jsonw_karray(w, "claims");
    for (size_t i = 0; i < question->claim_count; i++)
        if (!write_claim(w, db, &question->claims[i], err))
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

bool scope_json(const struct questions *questions, struct buf *out, struct err *err)
{
    const struct facts *facts = &questions->facts;
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_object(&w);
    write_attacker(&w, facts);
    jsonw_karray(&w, "proposals");
    jsonw_end(&w);
    jsonw_kobject(&w, "questions");
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        if (!write_question(&w, facts->db, &questions->items[id], err))
            return false;
    jsonw_end(&w);
    jsonw_end(&w);
    buf_char(out, '\n');
    return true;
}
