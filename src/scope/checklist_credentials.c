// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Items from the keys the attacker acted with, to be deactivated and deleted, and from the secrets they read;
 * sessions: checklist_sessions.c. What the attacker made themselves is residue and has its items from there.
 */
#include "src/scope/checklist_owner.h"

#include <string.h>

/* The last word on an access key of the calls that switch keys off and delete them. */
struct key_end {
    const char *key, *who;
    bool deleted, inactive;
};

struct key_ends {
    struct key_end *items;
    size_t count;
};

static const char *say_end(struct stmt *row, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    const char *who = stmt_get_text(row, 3, NULL), *session = stmt_get_text(row, 4, NULL);
    phrase_time(&out, stmt_get_int(row, 1));
    buf_fmt(&out, " by %s", who ? who : "somebody");
    if (session && *session)
        buf_fmt(&out, "/%s", session);
    buf_fmt(&out, " (%s)", stmt_get_text(row, 2, NULL));
    return arena_str(arena, buf_text(&out));
}

static bool load_ends(struct key_ends *ret, struct checklist *list, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    size_t size = 0;
    *ret = (struct key_ends){0};
    if (!db_stmt(list->db, QUERY_CHECKLIST_KEY_ENDED, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *status = stmt_get_text(row, 6, NULL);
        if (ret->count == size) {
            struct key_end *grown = arena_alloc(&list->arena, (size = 2 * size + 32) * sizeof *grown);
            if (ret->count)
                memcpy(grown, ret->items, ret->count * sizeof *grown);
            ret->items = grown;
        }
        ret->items[ret->count++] =
            (struct key_end){.key = stmt_text_dup(row, 5, &list->arena),
                             .who = say_end(row, &list->arena),
                             .deleted = strcmp(stmt_get_text(row, 2, NULL), "DeleteAccessKey") == 0,
                             .inactive = status && strcmp(status, "Inactive") == 0};
    }
    return end == STMT_DONE;
}

static const struct key_end *end_of(const struct key_ends *ends, const char *key)
{
    const struct key_end *last = NULL;
    for (size_t i = 0; i < ends->count; i++)
        if (ends->items[i].key && strcmp(ends->items[i].key, key) == 0)
            last = &ends->items[i];
    return last;
}

bool checklist_has_made(const struct checklist *list, enum residue_kind kind, const char *name,
                        const char *account)
{
    for (size_t i = 0; name && i < list->residue.count; i++) {
        const struct residue *residue = &list->residue.items[i];
        const char *own = kind == RESIDUE_ACCESS_KEY ? residue->part : residue->name;
        if (residue->kind == kind && own && strcmp(own, name) == 0 &&
            (!account || !residue->account || strcmp(residue->account, account) == 0))
            return true;
    }
    return false;
}

void checklist_say_use(struct checklist *list, struct checklist_item *like, const struct credential *c)
{
    CLEANUP(buf) struct buf out = {0};
    buf_fmt(&out, "%s: ", c->full);
    phrase_count(&out, (int64_t)c->attributed.count, "attributed call", "attributed calls");
    buf_str(&out, ", ");
    phrase_span(&out, pick_first_s(&c->attributed), pick_last_s(&c->attributed));
    checklist_text(list, &like->why, buf_text(&out));
    int64_t *events = arena_alloc(&list->arena, c->attributed.count * sizeof *events);
    for (size_t i = 0; i < c->attributed.count; i++)
        events[i] = c->attributed.items[i]->event_id;
    like->events = events;
    like->event_count = c->attributed.count;
}

bool credential_is_type(const struct credential *c, const char *type)
{
    return c->principal->type && strcmp(c->principal->type, type) == 0;
}

struct recipe_values credential_values(const struct credential *c)
{
    return (struct recipe_values){.name = c->principal->label, .account = c->principal->extra};
}

/* --- keys --- */

static void settle_key(struct checklist *list, const struct key_end *end, size_t from)
{
    for (size_t i = from; end && i < list->count; i++)
        if (end->deleted || (end->inactive && list->items[i].recipe->phase == PHASE_CONTAIN)) {
            list->items[i].state = CHECKLIST_REVERSED;
            list->items[i].reversed = checklist_done_by(list, end->who);
        }
}

static bool add_key(struct checklist *list, const struct credential *c, const struct key_ends *ends,
                    struct err *err)
{
    struct checklist_item like = {0};
    struct recipe_values values = credential_values(c);
    values.part = c->name->value;
    if (checklist_has_made(list, RESIDUE_ACCESS_KEY, values.part, NULL))
        return true;
    checklist_say_use(list, &like, c);
    if (!owner_cost(list, FACT_KEY, c->id, &like.cost, err))
        return false;
    like.stops_work = like.cost != NULL;
    size_t from = list->count;
    checklist_add_all(list, credential_is_type(c, "Root") ? "key-root" : "key-leaked", &values, &like);
    const struct key_end *end = end_of(ends, values.part);
    settle_key(list, end, from);
    if (like.cost && !end && !credential_is_type(c, "Root"))
        checklist_add_all(list, "key-new", &values, &like);
    return true;
}

/* --- what calls gave or gave away --- */

static const struct {
    const char *api, *word, *members[2];
} told[] = {{"GetSecretValue", "secret-read", {"secretId"}},
            {"GetParameter", "parameter-read", {"name"}},
            {"GetParameters", "parameter-read", {"names"}},
            {"GetParametersByPath", "parameter-read", {"path"}}};

static void add_told(struct checklist *list, const struct fact *fact, const char *word, const char *name)
{
    const struct facts *facts = &list->questions.facts;
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {.events = &fact->event_id, .event_count = 1};
    struct recipe_values values = {.name = name,
                                   .account = fact_name(facts, fact, FACT_ACCOUNT)->value,
                                   .region = fact_name(facts, fact, FACT_REGION)->value};
    buf_fmt(&why, "%s by %s at ", fact_name(facts, fact, FACT_API)->label,
            fact_name(facts, fact, FACT_PRINCIPAL)->label);
    phrase_time(&why, fact->time_s);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, word, &values, &like);
}

static bool add_read(struct checklist *list, const struct fact *fact, size_t row, struct err *err)
{
    const struct json *record;
    if (!facts_record(&list->questions.facts, fact->event_id, &list->arena, &record, err))
        return false;
    const struct json *value = json_get(json_get(record, "requestParameters"), told[row].members[0]);
    if (json_str(value))
        add_told(list, fact, told[row].word, json_str(value));
    for (const struct json *item = json_first(value); item; item = json_next(item))
        if (json_str(item))
            add_told(list, fact, told[row].word, json_str(item));
    return true;
}

static bool add_calls(struct checklist *list, struct err *err)
{
    const struct facts *facts = &list->questions.facts;
    for (size_t i = 0; i < facts->attributed.count; i++) {
        const struct fact *fact = facts->attributed.items[i];
        const char *api = fact_name(facts, fact, FACT_API)->label;
        for (size_t row = 0; api && fact->outcome == FACT_SUCCESS && row < ARRAY_LEN(told); row++)
            if (strcmp(api, told[row].api) == 0 && !add_read(list, fact, row, err))
                return false;
    }
    return true;
}

bool checklist_has_key(const struct checklist *list, const char *key)
{
    for (size_t i = 0; key && i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (c->dim == FACT_KEY && c->attributed.count && strcmp(c->name->value, key) == 0)
            return true;
    }
    return checklist_has_made(list, RESIDUE_ACCESS_KEY, key, NULL);
}

bool checklist_add_credentials(struct checklist *list, struct err *err)
{
    struct key_ends ends;
    if (!load_ends(&ends, list, err))
        return false;
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (c->long_lived && c->attributed.count && !add_key(list, c, &ends, err))
            return false;
    }
    return add_calls(list, err);
}
