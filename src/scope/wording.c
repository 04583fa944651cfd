// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/wording.h"

#include "src/base/jsonw.h"
#include "src/model/events.h"
#include "src/store/journal.h"

#include <inttypes.h>
#include <string.h>

static const char *const kind_names[] = {"answer", "claim"};

bool question_parse(const char *name, enum question_id *ret)
{
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        if (strcmp(question_names[id], name) == 0) {
            *ret = id;
            return true;
        }
    return false;
}

bool confidence_parse(const char *name, enum confidence *ret)
{
    for (enum confidence confidence = 0; confidence < CONFIDENCE__COUNT; confidence++)
        if (strcmp(confidence_names[confidence], name) == 0) {
            *ret = confidence;
            return true;
        }
    return false;
}

static struct wording read_row(struct stmt *row, struct arena *arena)
{
    const char *confidence = stmt_get_text(row, 4, NULL);
    struct wording wording = {
        .id = stmt_get_int(row, 0),
        .is_claim = strcmp(stmt_get_text(row, 1, NULL), kind_names[true]) == 0,
        .text = stmt_text_dup(row, 3, arena),
        .query = stmt_text_dup(row, 5, arena),
        .created_s = stmt_get_int(row, 6),
    };
    (void)!question_parse(stmt_get_text(row, 2, NULL), &wording.question);
    if (confidence)
        (void)!confidence_parse(confidence, &wording.confidence);
    return wording;
}

bool wording_list_load(struct wording_list *ret, struct db *db, struct err *err)
{
    struct stmt *row;
    struct wording *items = NULL;
    size_t size = 0;
    enum stmt_end end;
    *ret = (struct wording_list){0};
    if (!db_stmt(db, QUERY_WORDING_LIST, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->count == size) {
            struct wording *grown = arena_zero(&ret->arena, size = 2 * size + 8, sizeof *grown);
            if (ret->count)
                memcpy(grown, items, ret->count * sizeof *grown);
            items = grown;
        }
        items[ret->count++] = read_row(row, &ret->arena);
    }
    ret->items = items;
    if (end == STMT_DONE)
        return true;
    wording_list_done(ret);
    return false;
}

void wording_list_done(struct wording_list *list)
{
    arena_done(&list->arena);
    *list = (struct wording_list){0};
}

static bool write_row(struct db *db, const struct wording *wording, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_WORDING_SET, &stmt, err))
        return false;
    if (wording->id)
        stmt_int(stmt, ":wording_id", wording->id);
    else
        stmt_null(stmt, ":wording_id");
    stmt_text(stmt, ":kind", kind_names[wording->is_claim]);
    stmt_text(stmt, ":question", question_names[wording->question]);
    stmt_text(stmt, ":text", wording->text);
    stmt_text(stmt, ":confidence", wording->is_claim ? confidence_names[wording->confidence] : NULL);
    stmt_text(stmt, ":query", wording->query);
    stmt_int(stmt, ":created_s", wording->created_s);
    return stmt_run(stmt, err);
}

static bool remove_row(struct db *db, int64_t id, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_WORDING_REMOVE, &stmt, err))
        return false;
    stmt_int(stmt, ":wording_id", id);
    return stmt_run(stmt, err);
}

static void row_to_json(struct jsonw *w, const char *member, const struct wording *wording)
{
    jsonw_key(w, member);
    if (!wording) {
        jsonw_null(w);
        return;
    }
    jsonw_object(w);
    jsonw_kstr(w, "text", wording->text);
    jsonw_kstr(w, "confidence", wording->is_claim ? confidence_names[wording->confidence] : NULL);
    jsonw_kstr(w, "query", wording->query);
    jsonw_ktime(w, "created", wording->created_s);
    jsonw_end(w);
}

/* Put `after` in the place of `before` (either may be NULL) and tell the journal. */
static bool change(struct db *db, const struct wording *before, struct wording *after, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    const struct wording *one = after ? after : before;
    struct jsonw w;
    if (after ? !write_row(db, after, err) : !remove_row(db, before->id, err))
        return false;
    if (after && !after->id)
        after->id = db_last_id(db);
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kint(&w, "wording", one->id);
    jsonw_kstr(&w, "kind", question_names[one->question]);
    jsonw_kstr(&w, "text", after ? after->text : "taken back");
    row_to_json(&w, "before", before);
    row_to_json(&w, "after", after);
    jsonw_end(&w);
    return journal_append(db, isotime_now(), kind_names[one->is_claim], buf_text(&detail), err);
}

static bool change_whole(struct db *db, const struct wording *before, struct wording *after, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (change(db, before, after, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool wording_set_answer(struct db *db, enum question_id question, const char *text, struct err *err)
{
    CLEANUP(wording_list) struct wording_list list = {0};
    const struct wording *before = NULL;
    if (!wording_list_load(&list, db, err))
        return false;
    for (size_t i = 0; i < list.count; i++)
        if (!list.items[i].is_claim && list.items[i].question == question)
            before = &list.items[i];
    if (!before && !*text)
        return true;
    struct wording after = {
        .id = before ? before->id : 0, .question = question, .text = text, .created_s = isotime_now()};
    return change_whole(db, before, *text ? &after : NULL, err);
}

bool wording_add_claim(struct db *db, const struct wording *claim, int64_t *ret_id, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct wording after = *claim;
    if (!*claim->text)
        return err_set(err, ERR_USAGE, "an empty claim says nothing");
    if (claim->query && !filter_parse(&filter, claim->query, isotime_now(), NULL, err))
        return err_wrap(err, "read the filter of the claim");
    after.id = 0;
    after.is_claim = true;
    after.created_s = isotime_now();
    if (filter)
        after.query = filter_text(filter); /* spans such as since:7d become the moments they mean */
    if (!change_whole(db, NULL, &after, err))
        return false;
    *ret_id = after.id;
    return true;
}

bool wording_remove_claim(struct db *db, int64_t id, struct err *err)
{
    CLEANUP(wording_list) struct wording_list list = {0};
    if (!wording_list_load(&list, db, err))
        return false;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].is_claim && list.items[i].id == id)
            return change_whole(db, &list.items[i], NULL, err);
    return err_set(err, ERR_USAGE,
                   "there is no claim of the analyst numbered %" PRId64 ": see 'trailcase claim'", id);
}

bool wording_events(struct db *db, const char *query, struct arena *arena, const int64_t **ret_ids,
                    size_t *ret_count, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(events) struct events events = {0};
    CLEANUP(events_page) struct events_page page = {0};
    struct events_ask ask = events_ask_first(WORDING_EVENTS_MAX);
    if (!filter_parse(&filter, query, isotime_now(), NULL, err) || !events_open(&events, db, filter, err) ||
        !events_page(&page, &events, db, &ask, err))
        return false;
    int64_t *ids = arena_alloc(arena, (page.count + 1) * sizeof *ids);
    for (size_t i = 0; i < page.count; i++)
        ids[i] = page.rows[i].id;
    *ret_ids = ids;
    *ret_count = page.count;
    return true;
}

bool wording_restore(struct db *db, const struct json *entry, struct err *err)
{
    const struct json *before = json_get(entry, "before");
    const char *question = json_text(entry, "kind"), *text = json_text(before, "text"),
               *confidence = json_text(before, "confidence"), *created = json_text(before, "created");
    struct wording wording = {.id = (int64_t)json_number(json_get(entry, "wording"), 0),
                              .is_claim = confidence != NULL,
                              .text = text,
                              .query = json_text(before, "query")};
    if (!wording.id || !question || !question_parse(question, &wording.question))
        return err_set(err, ERR_CASE, "the journal is damaged: run 'trailcase verify'");
    if (!text)
        return remove_row(db, wording.id, err);
    if (confidence)
        (void)!confidence_parse(confidence, &wording.confidence);
    if (created)
        (void)!isotime_parse(created, strlen(created), &wording.created_s);
    return write_row(db, &wording, err);
}
