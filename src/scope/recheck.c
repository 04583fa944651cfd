// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/recheck.h"

#include "src/base/jsonw.h"
#include "src/base/sha256.h"
#include "src/store/journal.h"

#include <stdlib.h>
#include <string.h>

const char *const recheck_state_names[] = {
    [RECHECK_NEVER] = "never accepted",
    [RECHECK_SAME] = "same",
    [RECHECK_CHANGED] = "changed",
};

struct claims {
    struct recheck_claim *items;
    size_t count;
};

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Numbers of events never change in a case; their order in a claim may. */
static const char *digest_ids(const struct claim *claim, struct arena *arena)
{
    unsigned char sum[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    size_t bytes = claim->event_count * sizeof(int64_t);
    int64_t *ids = arena_alloc(arena, bytes + sizeof *ids);
    if (bytes) {
        memcpy(ids, claim->events, bytes);
        qsort(ids, claim->event_count, sizeof *ids, compare_ids);
    }
    sha256_of(ids, bytes, sum);
    return arena_str(arena, sha256_hex(sum, hex));
}

static struct claims claims_now(const struct question *question, struct arena *arena)
{
    struct claims now = {.items = arena_zero(arena, question->claim_count + 1, sizeof *now.items)};
    for (size_t i = 0; i < question->claim_count; i++) {
        const struct claim *claim = &question->claims[i];
        if (!claim->own_id)
            now.items[now.count++] = (struct recheck_claim){claim->text, confidence_names[claim->confidence],
                                                            digest_ids(claim, arena)};
    }
    return now;
}

static struct claims claims_then(const char *text, struct arena *arena)
{
    const struct json *list = json_parse(arena, text, strlen(text), NULL);
    struct claims then = {.items = arena_zero(arena, json_count(list) + 1, sizeof *then.items)};
    for (const struct json *item = json_first(list); item; item = json_next(item))
        then.items[then.count++] = (struct recheck_claim){
            json_text(item, "text"), json_text(item, "confidence"), json_text(item, "events")};
    return then;
}

static bool is_same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static bool has(const struct claims *claims, const struct recheck_claim *claim)
{
    for (size_t i = 0; i < claims->count; i++)
        if (is_same(claims->items[i].text, claim->text) &&
            is_same(claims->items[i].confidence, claim->confidence) &&
            is_same(claims->items[i].events, claim->events))
            return true;
    return false;
}

/* Those of one list that the other has not. */
static const struct recheck_claim *missing(const struct claims *from, const struct claims *in,
                                           size_t *ret_count, struct arena *arena)
{
    struct recheck_claim *items = arena_zero(arena, from->count + 1, sizeof *items);
    *ret_count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (!has(in, &from->items[i]))
            items[(*ret_count)++] = from->items[i];
    return items;
}

bool recheck_load(struct recheck *ret, const struct question *question, struct db *db, struct arena *arena,
                  struct err *err)
{
    struct stmt *row;
    *ret = (struct recheck){.seen_s = ISOTIME_NONE};
    if (!db_stmt(db, QUERY_RECHECK_LAST, &row, err))
        return false;
    stmt_text(row, ":question", question->name);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    struct claims now = claims_now(question, arena), then = claims_then(stmt_get_text(row, 4, NULL), arena);
    ret->how = stmt_text_dup(row, 0, arena);
    ret->seen_s = stmt_get_int(row, 1);
    ret->was = stmt_text_dup(row, 3, arena);
    stmt_clear(row);
    ret->answer_changed = strcmp(ret->was, question->answer) != 0;
    ret->added = missing(&now, &then, &ret->added_count, arena);
    ret->gone = missing(&then, &now, &ret->gone_count, arena);
    bool changed = ret->answer_changed || ret->added_count || ret->gone_count;
    ret->state = changed ? RECHECK_CHANGED : RECHECK_SAME;
    return true;
}

static void claims_to_json(const struct claims *claims, struct buf *out)
{
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_array(&w);
    for (size_t i = 0; i < claims->count; i++) {
        jsonw_object(&w);
        jsonw_kstr(&w, "text", claims->items[i].text);
        jsonw_kstr(&w, "confidence", claims->items[i].confidence);
        jsonw_kstr(&w, "events", claims->items[i].events);
        jsonw_end(&w);
    }
    jsonw_end(&w);
}

static bool keep(const struct question *question, const char *how, struct db *db, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf json = {0}, whole = {0};
    unsigned char sum[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    struct claims now = claims_now(question, &arena);
    struct stmt *stmt;
    claims_to_json(&now, &json);
    buf_fmt(&whole, "%s\n", question->answer);
    buf_append(&whole, json.bytes, json.len);
    sha256_of(whole.bytes, whole.len, sum);
    if (!db_stmt(db, QUERY_RECHECK_ADD, &stmt, err))
        return false;
    stmt_text(stmt, ":question", question->name);
    stmt_text(stmt, ":how", how);
    stmt_int(stmt, ":time_s", isotime_now());
    stmt_text(stmt, ":digest", sha256_hex(sum, hex));
    stmt_text(stmt, ":answer", question->answer);
    stmt_text(stmt, ":claims", buf_text(&json));
    return stmt_run(stmt, err);
}

static bool keep_all(const struct questions *questions, const char *how, struct jsonw *seen, struct db *db,
                     struct err *err)
{
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        if (!keep(&questions->items[id], how, db, err))
            return false;
        if (seen)
            jsonw_int(seen, db_last_id(db));
    }
    return true;
}

static bool accept_within(const struct questions *questions, struct db *db, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    struct jsonw w;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", "answers");
    jsonw_kstr(&w, "text", "as computed");
    jsonw_karray(&w, "seen");
    if (!keep_all(questions, "accepted", &w, db, err))
        return false;
    jsonw_end(&w);
    jsonw_end(&w);
    return journal_append(db, isotime_now(), "accept", buf_text(&detail), err);
}

bool recheck_accept(const struct questions *questions, struct db *db, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (accept_within(questions, db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool recheck_reported(const struct questions *questions, struct db *db, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (keep_all(questions, "reported", NULL, db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool recheck_restore(struct db *db, const struct json *entry, struct err *err)
{
    for (const struct json *id = json_first(json_get(entry, "seen")); id; id = json_next(id)) {
        struct stmt *stmt;
        if (!db_stmt(db, QUERY_RECHECK_REMOVE, &stmt, err))
            return false;
        stmt_int(stmt, ":seen_id", (int64_t)json_number(id, 0));
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}
