// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue.h"

#include "src/base/alloc.h"
#include "src/scope/residue_replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const residue_state_names[RESIDUE_STATE__COUNT] = {
    [RESIDUE_OPEN] = "open",
    [RESIDUE_PARTLY] = "partly",
    [RESIDUE_UNDONE] = "undone",
};

/* An api of the case that the table has rows for. */
struct watched {
    int64_t api_id;
    const struct residue_call **calls;
    size_t count;
};

/* A call to be replayed. */
struct seen {
    int64_t event_id, time_s;
    const char *uid;
    const struct watched *watched;
    bool is_attacker, undid, closed_own;
};

struct loading {
    struct db *db;
    struct arena arena, scratch;
    struct watched *watched;
    size_t watched_count;
    struct seen *seen;
    size_t seen_count, seen_size;
    bool opened[RESIDUE_KIND__COUNT]; /* the attacker did make one, as far as the names of the calls tell */
    int64_t first_s[RESIDUE_KIND__COUNT];
    bool has_text[RESIDUE_KIND__COUNT]; /* texts are compared with those from before */
    struct residue_replay replay;
};

static void loading_free(struct loading *loading)
{
    free(loading->seen);
    residue_replay_done(&loading->replay);
    arena_done(&loading->scratch);
    arena_done(&loading->arena);
    free(loading);
}

/* --- which calls --- */

static bool is_of(const struct residue_call *call, const char *source, const char *base_name)
{
    size_t len = strlen(call->source);
    return strcmp(call->api, base_name) == 0 && strncmp(call->source, source, len) == 0 && source[len] == '.';
}

static size_t find_calls(const char *source, const char *base_name, const struct residue_call **ret)
{
    size_t count = 0;
    for (const struct residue_call *call = residue_calls; call->api; call++)
        if (is_of(call, source, base_name)) {
            if (ret)
                ret[count] = call;
            count++;
        }
    return count;
}

static bool load_apis(struct loading *loading, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    size_t size = 0;
    if (!db_stmt(loading->db, QUERY_RESIDUE_APIS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *source = stmt_get_text(row, 1, NULL), *name = stmt_get_text(row, 2, NULL);
        size_t count = find_calls(source, name, NULL);
        if (!count)
            continue;
        if (loading->watched_count == size) {
            struct watched *grown = arena_alloc(&loading->arena, (size = 2 * size + 32) * sizeof *grown);
            if (loading->watched_count)
                memcpy(grown, loading->watched, loading->watched_count * sizeof *grown);
            loading->watched = grown;
        }
        struct watched *watched = &loading->watched[loading->watched_count++];
        *watched = (struct watched){.api_id = stmt_get_int(row, 0), .count = count};
        watched->calls = arena_alloc(&loading->arena, count * sizeof *watched->calls);
        find_calls(source, name, watched->calls);
    }
    return end == STMT_DONE;
}

static void add_seen(struct loading *loading, struct stmt *row, const struct watched *watched, bool attacker)
{
    if (loading->seen_count == loading->seen_size) {
        loading->seen_size = 2 * loading->seen_size + 256;
        loading->seen = alloc_resize(loading->seen, loading->seen_size, sizeof *loading->seen);
    }
    loading->seen[loading->seen_count++] = (struct seen){.event_id = stmt_get_int(row, 0),
                                                         .time_s = stmt_get_int(row, 1),
                                                         .uid = stmt_text_dup(row, 2, &loading->arena),
                                                         .watched = watched,
                                                         .is_attacker = attacker};
}

static void note_opened(struct loading *loading, const struct seen *seen)
{
    for (size_t i = 0; i < seen->watched->count; i++) {
        const struct residue_call *call = seen->watched->calls[i];
        if (!residue_makes(call) || call->effect == RESIDUE_TELLS)
            continue;
        if (!loading->opened[call->kind] || seen->time_s < loading->first_s[call->kind])
            loading->first_s[call->kind] = seen->time_s;
        loading->opened[call->kind] = true;
        loading->has_text[call->kind] |= call->effect == RESIDUE_SETS;
    }
}

static bool makes_something(const struct watched *watched)
{
    bool any = false;
    for (size_t i = 0; i < watched->count; i++)
        any |= watched->calls[i]->effect == RESIDUE_OPENS || watched->calls[i]->effect == RESIDUE_SETS;
    return any;
}

static const struct watched *watched_of(const struct loading *loading, int64_t api_id)
{
    for (size_t i = 0; i < loading->watched_count; i++)
        if (loading->watched[i].api_id == api_id)
            return &loading->watched[i];
    return NULL;
}

static bool load_attributed(struct loading *loading, struct err *err)
{
    CLEANUP(buf) struct buf apis = {0};
    struct stmt *row;
    enum stmt_end end;
    buf_char(&apis, '[');
    for (size_t i = 0; i < loading->watched_count; i++)
        buf_fmt(&apis, "%s%" PRId64, i ? "," : "", loading->watched[i].api_id);
    buf_char(&apis, ']');
    if (!db_stmt(loading->db, QUERY_RESIDUE_ATTRIBUTED, &row, err))
        return false;
    stmt_text(row, ":apis", buf_text(&apis));
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const struct watched *watched = watched_of(loading, stmt_get_int(row, 3));
        if (stmt_get_int(row, 4)) {
            add_seen(loading, row, watched, true);
            note_opened(loading, &loading->seen[loading->seen_count - 1]);
        } else {
            loading->replay.list->undecided += makes_something(watched);
        }
    }
    return end == STMT_DONE;
}

/* From when on other people's calls of an api matter; INT64_MAX: never. */
static int64_t matters_from_s(const struct loading *loading, const struct watched *watched)
{
    int64_t from_s = INT64_MAX;
    for (size_t i = 0; i < watched->count; i++) {
        const struct residue_call *call = watched->calls[i];
        if (!loading->opened[call->kind] || call->effect == RESIDUE_OPENS)
            continue;
        int64_t call_s = loading->has_text[call->kind] ? INT64_MIN : loading->first_s[call->kind];
        from_s = call_s < from_s ? call_s : from_s;
    }
    return from_s;
}

static bool load_others(struct loading *loading, struct err *err)
{
    for (size_t i = 0; i < loading->watched_count; i++) {
        const struct watched *watched = &loading->watched[i];
        int64_t from_s = matters_from_s(loading, watched);
        struct stmt *row;
        enum stmt_end end;
        if (from_s == INT64_MAX)
            continue;
        if (!db_stmt(loading->db, QUERY_RESIDUE_OTHERS, &row, err))
            return false;
        stmt_int(row, ":api_id", watched->api_id);
        stmt_int(row, ":from_s", from_s);
        while ((end = stmt_step(row, err)) == STMT_ROW)
            add_seen(loading, row, watched, false);
        if (end != STMT_DONE)
            return false;
    }
    return true;
}

/* --- replaying them --- */

static int compare_seen(const void *a, const void *b)
{
    const struct seen *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return strcmp(x->uid, y->uid);
}

/* The passes over the calls of one second; see the head of residue.h. */
enum pass { PASS_UNDO, PASS_MAKE, PASS_UNDO_LATE };

/* Where nothing is there, nothing can be undone; texts are kept track of all the same. */
static bool wants(const struct loading *loading, const struct residue_call *call, enum pass pass)
{
    if (!loading->opened[call->kind] || residue_makes(call) != (pass == PASS_MAKE))
        return false;
    return pass == PASS_MAKE || loading->replay.live_count[call->kind] || loading->has_text[call->kind];
}

static bool wants_any(const struct loading *loading, const struct seen *seen, enum pass pass)
{
    bool any = false;
    for (size_t i = 0; i < seen->watched->count; i++)
        any |= wants(loading, seen->watched->calls[i], pass);
    return any;
}

static void apply_call(struct loading *loading, struct seen *seen, const struct residue_step *frame,
                       const struct json *record, enum pass pass)
{
    for (size_t i = 0; i < seen->watched->count; i++) {
        struct residue_step step = *frame;
        struct residue_things things = {0};
        step.call = seen->watched->calls[i];
        if (!wants(loading, step.call, pass) || !residue_applies(step.call, record, &loading->scratch))
            continue;
        residue_read(step.call, record, &loading->scratch, &things);
        for (size_t t = 0; t < things.count; t++) {
            step.thing = things.items[t];
            if (pass == PASS_MAKE)
                residue_make(&loading->replay, &step);
            else
                seen->undid |= residue_undo(&loading->replay, &step);
        }
    }
}

static bool apply(struct loading *loading, struct seen *seen, enum pass pass, struct err *err)
{
    struct arena *arena = &loading->scratch;
    struct stmt *row;
    if (!wants_any(loading, seen, pass))
        return true;
    arena_clear(arena);
    if (!db_stmt(loading->db, QUERY_RESIDUE_CALL, &row, err))
        return false;
    stmt_int(row, ":event_id", seen->event_id);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    size_t len;
    struct residue_step step = {.account = stmt_text_dup(row, 3, arena),
                                .region = stmt_text_dup(row, 4, arena),
                                .act = {.event_id = seen->event_id,
                                        .time_s = seen->time_s,
                                        .api = seen->watched->calls[0]->api,
                                        .principal = stmt_text_dup(row, 0, arena),
                                        .session = stmt_text_dup(row, 1, arena),
                                        .key = stmt_text_dup(row, 2, arena),
                                        .is_attacker = seen->is_attacker}};
    const char *text = stmt_get_text(row, 5, &len);
    const struct json *record = text ? json_parse(arena, text, len, NULL) : NULL;
    stmt_clear(row);
    loading->replay.closed_own = seen->closed_own;
    apply_call(loading, seen, &step, record, pass);
    seen->closed_own = loading->replay.closed_own;
    return true;
}

/* Could a call that found nothing to undo be one that undoes what was made in the same second? */
static bool may_be_late(const struct loading *loading, const struct seen *seen)
{
    return !seen->undid && !wants_any(loading, seen, PASS_MAKE);
}

static bool replay_second(struct loading *loading, struct seen *seen, size_t count, struct err *err)
{
    for (enum pass pass = PASS_UNDO; pass <= PASS_UNDO_LATE; pass++)
        for (size_t i = 0; i < count; i++) {
            bool skip = pass == PASS_UNDO_LATE && (count == 1 || !may_be_late(loading, &seen[i]));
            if (!skip && !apply(loading, &seen[i], pass, err))
                return false;
        }
    return true;
}

static bool replay(struct loading *loading, struct err *err)
{
    if (loading->seen_count)
        qsort(loading->seen, loading->seen_count, sizeof *loading->seen, compare_seen);
    for (size_t from = 0, to; from < loading->seen_count; from = to) {
        for (to = from + 1;
             to < loading->seen_count && loading->seen[to].time_s == loading->seen[from].time_s;)
            to++;
        if (!replay_second(loading, &loading->seen[from], to - from, err))
            return false;
    }
    return true;
}

bool residue_load(struct residue_list *ret, struct db *db, struct err *err)
{
    *ret = (struct residue_list){0};
    struct loading *loading = alloc_zero(1, sizeof *loading);
    loading->db = db;
    residue_replay_init(&loading->replay, ret);
    bool done = load_apis(loading, err) && load_attributed(loading, err) && load_others(loading, err) &&
                replay(loading, err);
    loading_free(loading);
    for (size_t i = 0; i < ret->count; i++)
        ret->states[ret->items[i].state]++;
    if (done)
        return true;
    residue_done(ret);
    return err_wrap(err, "replay what was made and undone");
}

void residue_done(struct residue_list *list)
{
    arena_done(&list->arena);
    *list = (struct residue_list){0};
}
