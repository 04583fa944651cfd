// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/names.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void set(struct names *names, enum known_field field, int64_t id, const char *text)
{
    int64_t last = names->fields[field].last;
    if (id >= last) {
        int64_t size = 2 * id + 16;
        names->fields[field].texts =
            alloc_resize(names->fields[field].texts, (size_t)size, sizeof(const char *));
        memset(names->fields[field].texts + last, 0, (size_t)(size - last) * sizeof(const char *));
        names->fields[field].last = size;
    }
    names->fields[field].texts[id] = text && *text ? text : NULL;
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
        if (stmt_columns(row) > 2)
            set(names, KNOWN_NAME, id, stmt_text_dup(row, 2, &names->arena));
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
           load(ret, db, QUERY_DETECT_REGIONS, KNOWN_REGION, err);
}

void names_done(struct names *names)
{
    for (size_t i = 0; i < KNOWN__COUNT; i++)
        free(names->fields[i].texts);
    arena_done(&names->arena);
    *names = (struct names){0};
}

const char *names_get(const struct names *names, enum known_field field, int64_t id)
{
    return id > 0 && id < names->fields[field].last ? names->fields[field].texts[id] : NULL;
}

bool names_has_api(const struct names *names, int64_t id)
{
    return id > 0 && id < names->fields[KNOWN_NAME].last;
}

int64_t names_last_api(const struct names *names)
{
    return names->fields[KNOWN_NAME].last;
}
