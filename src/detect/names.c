// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/names.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 64 };

/* Room for an id in an array by ids; what is new is zeroed. */
static void *reach(void *items, size_t item_bytes, int64_t *size, int64_t id)
{
    if (id < *size)
        return items;
    int64_t more = 2 * id + FIRST_SIZE;
    items = alloc_resize(items, (size_t)more, item_bytes);
    memset((char *)items + (size_t)*size * item_bytes, 0, (size_t)(more - *size) * item_bytes);
    *size = more;
    return items;
}

static void set(struct names *names, enum known_field field, int64_t id, const char *text)
{
    struct names_texts *texts = &names->fields[field];
    texts->items = reach(texts->items, sizeof *texts->items, &texts->size, id);
    texts->items[id] = text && *text ? text : NULL;
}

/* Rows come as id and text; of calls, id, source and name. */
static bool load(struct names *names, struct db *db, enum query_id query, enum known_field field,
                 struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, query, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        int64_t id = stmt_get_int(row, 0);
        set(names, field, id, stmt_text_dup(row, 1, &names->arena));
        if (field == KNOWN_SOURCE)
            set(names, KNOWN_NAME, id, stmt_text_dup(row, 2, &names->arena));
    }
    return end == STMT_DONE;
}

static bool load_clients(struct names *names, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_DETECT_CLIENTS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        int64_t id = stmt_get_int(row, 0);
        names->clients = reach(names->clients, sizeof *names->clients, &names->client_size, id);
        names->clients[id] = stmt_get_int(row, 1);
    }
    return end == STMT_DONE;
}

/* Texts that cannot be read are as if they were not there: then the record tells. */
static bool load_traits(struct names *names, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_DETECT_TRAITS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        int64_t id = stmt_get_int(row, 0);
        const char *values[TRAIT__COUNT];
        names->traits = reach(names->traits, sizeof *names->traits, &names->trait_size, id);
        bool ok = trait_read(stmt_get_text(row, 1, NULL), &names->arena, values);
        for (size_t i = 0; i < TRAIT__COUNT && ok; i++)
            names->traits[id][i] = values[i] ? values[i] : known_absent;
        if (ok && values[TRAIT_MESSAGE])
            names->traits[id][TRAIT_MESSAGE] = NULL;
    }
    return end == STMT_DONE;
}

bool names_load(struct names *ret, struct db *db, struct err *err)
{
    *ret = (struct names){0};
    set(ret, KNOWN_NAME, 0, NULL);
    return load(ret, db, QUERY_DETECT_APIS, KNOWN_SOURCE, err) &&
           load(ret, db, QUERY_DETECT_AGENTS, KNOWN_AGENT, err) &&
           load(ret, db, QUERY_DETECT_ADDRESSES, KNOWN_ADDRESS, err) &&
           load(ret, db, QUERY_DETECT_REGIONS, KNOWN_REGION, err) &&
           load(ret, db, QUERY_DETECT_KEYS, KNOWN_KEY, err) && load_traits(ret, db, err) &&
           load_clients(ret, db, err);
}

void names_done(struct names *names)
{
    for (size_t i = 0; i < KNOWN_TRAIT; i++)
        free(names->fields[i].items);
    free(names->traits);
    free(names->clients);
    arena_done(&names->arena);
    *names = (struct names){0};
}

enum column names_column(enum known_field field)
{
    static const enum column columns[KNOWN_TRAIT] = {
        [KNOWN_NAME] = COLUMN_API,        [KNOWN_SOURCE] = COLUMN_API,    [KNOWN_AGENT] = COLUMN_AGENT,
        [KNOWN_ADDRESS] = COLUMN_ADDRESS, [KNOWN_REGION] = COLUMN_REGION, [KNOWN_KEY] = COLUMN_KEY,
    };
    return field < KNOWN_TRAIT ? columns[field] : COLUMN_TRAIT;
}

static const char *text_of(const struct names *names, enum known_field field, int64_t id)
{
    const struct names_texts *texts = &names->fields[field];
    return id > 0 && id < texts->size ? texts->items[id] : NULL;
}

void names_known(const struct names *names, const int64_t ids[NAMES_AXES], unsigned fields, struct known *ret)
{
    int64_t trait = ids[COLUMN_TRAIT];
    const char *const *traits = trait > 0 && trait < names->trait_size ? names->traits[trait] : NULL;
    bool has_traits = traits && traits[TRAIT_TYPE];
    *ret = (struct known){0};
    for (size_t i = 0; i < KNOWN__COUNT; i++) {
        if (!(fields & 1U << i))
            continue;
        ret->values[i] = i < KNOWN_TRAIT ? text_of(names, i, ids[names_column(i)])
                         : has_traits    ? traits[i - KNOWN_TRAIT]
                                         : NULL;
        if (i < KNOWN_TRAIT && !ret->values[i] && has_traits)
            ret->values[i] = known_absent;
        if (i == KNOWN_KEY && !has_traits)
            ret->values[i] = NULL; /* a path, which may lead elsewhere in an odd record */
    }
}

bool names_has_api(const struct names *names, int64_t id)
{
    return id > 0 && id < names->fields[KNOWN_NAME].size;
}

int64_t names_last_api(const struct names *names)
{
    return names->fields[KNOWN_NAME].size;
}

int64_t names_client(const struct names *names, int64_t agent_id)
{
    return agent_id > 0 && agent_id < names->client_size ? names->clients[agent_id] : 0;
}
