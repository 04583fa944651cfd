// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/complete.h"

#include "src/model/attack.h"
#include "src/model/filter_ids.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where the values of a field are; a field may have several kinds, the one people use first. */
static const struct place {
    enum filter_field_id field;
    const char *table, *value;
} places[] = {
    {FIELD_PRINCIPAL, "principal", "d.name"}, {FIELD_PRINCIPAL, "principal", "d.key"},
    {FIELD_ADDRESS, "address", "d.value"},    {FIELD_KEY, "key", "d.value"},
    {FIELD_SESSION, "session", "d.name"},     {FIELD_SESSION, "session", "d.key"},
    {FIELD_AGENT, "agent", "d.value"},        {FIELD_CLIENT, "agent", "d.client"},
    {FIELD_CLIENT, "agent", "d.class"},       {FIELD_CLIENT, "agent", "d.system"},
    {FIELD_API, "api", "d.base_name"},        {FIELD_API, "api", "d.service || ':' || d.base_name"},
    {FIELD_SERVICE, "api", "d.service"},      {FIELD_REGION, "region", "d.value"},
    {FIELD_ACCOUNT, "account", "d.value"},    {FIELD_RESOURCE, "resource", "d.value"},
    {FIELD_ERROR, "error", "d.value"},
};

static void add(struct complete *complete, const char *value)
{
    if (complete->items == NULL)
        complete->items = arena_zero(&complete->arena, COMPLETE_MAX, sizeof *complete->items);
    if (complete->count == COMPLETE_MAX)
        complete->whole = false;
    else
        complete->items[complete->count++] = arena_str(&complete->arena, value);
}

static bool add_place(struct complete *complete, struct db *db, const struct place *place, const char *prefix,
                      struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    CLEANUP(buf) struct buf pattern = {0};
    const struct query_part parts[] = {{"value", place->value}, {"table", place->table}};
    enum stmt_end end;
    filter_like(&(struct filter_value){.text = prefix, .len = strlen(prefix)}, &pattern);
    buf_char(&pattern, '%');
    if (!db_stmt_parts(db, QUERY_COMPLETE_VALUES, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    stmt_text(stmt, ":pattern", buf_text(&pattern));
    stmt_int(stmt, ":limit", COMPLETE_MAX + 1);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        add(complete, stmt_get_text(stmt, 0, NULL));
    return end == STMT_DONE;
}

static void add_techniques(struct complete *complete, const char *prefix)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct attack *attack = attack_load(&arena);
    for (size_t i = 0; i < attack->technique_count; i++)
        if (strncasecmp(attack->techniques[i].id, prefix, strlen(prefix)) == 0)
            add(complete, attack->techniques[i].id);
}

bool complete_values(struct complete *ret, struct db *db, const char *field, const char *prefix,
                     struct err *err)
{
    enum filter_field_id id = filter_field_find(field, strlen(field));
    *ret = (struct complete){.whole = true};
    if (id == FIELD_TECHNIQUE)
        add_techniques(ret, prefix);
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (places[i].field == id && !add_place(ret, db, &places[i], prefix, err)) {
            complete_done(ret);
            return false;
        }
    return true;
}

void complete_done(struct complete *complete)
{
    arena_done(&complete->arena);
    *complete = (struct complete){0};
}
