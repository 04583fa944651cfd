// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/agents.h"

#include "src/base/alloc.h"
#include "src/model/agent.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    int64_t id;
    const char *value;
};

struct entries {
    struct arena arena;
    struct entry *items;
    size_t count, size;
};

static bool is_told(struct db *db, const char *rules, bool *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_AGENTS_RULES, &stmt, err))
        return false;
    enum stmt_end end = stmt_step(stmt, err);
    *ret = end == STMT_ROW && strcmp(stmt_get_text(stmt, 0, NULL), rules) == 0;
    stmt_clear(stmt);
    return end != STMT_ERR;
}

static bool read_all(struct entries *entries, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_AGENTS_ALL, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        if (entries->count == entries->size) {
            entries->size = entries->size ? entries->size * 2 : 256;
            entries->items = alloc_resize(entries->items, entries->size, sizeof *entries->items);
        }
        entries->items[entries->count++] =
            (struct entry){stmt_get_int(stmt, 0), stmt_text_dup(stmt, 1, &entries->arena)};
    }
    return end == STMT_DONE;
}

static bool set(struct db *db, const struct agent_rules *rules, const struct entry *entry, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct agent agent;
    struct stmt *stmt;
    agent_parse(rules, entry->value, &arena, &agent);
    if (!db_stmt(db, QUERY_AGENTS_SET, &stmt, err))
        return false;
    stmt_int(stmt, ":agent_id", entry->id);
    stmt_text(stmt, ":class", agent.class);
    stmt_text(stmt, ":client", agent.client);
    stmt_text(stmt, ":client_version", agent.version);
    stmt_text(stmt, ":system", agent.system);
    stmt_int(stmt, ":attack", agent.attack);
    return stmt_run(stmt, err);
}

static bool tell_all(struct db *db, const char *id, struct err *err)
{
    struct entries entries = {0};
    struct stmt *told;
    const struct agent_rules *rules = agent_rules_load(&entries.arena);
    bool done = read_all(&entries, db, err);
    for (size_t i = 0; done && i < entries.count; i++)
        done = set(db, rules, &entries.items[i], err);
    done = done && db_stmt(db, QUERY_AGENTS_TOLD, &told, err);
    if (done) {
        stmt_text(told, ":rules", id);
        done = stmt_run(told, err);
    }
    free(entries.items);
    arena_done(&entries.arena);
    return done;
}

bool agents_refresh(struct db *db, struct err *err)
{
    char id[AGENT_RULES_ID_SIZE];
    bool told;
    if (!is_told(db, agent_rules_id(id), &told, err))
        return false;
    if (told)
        return true;
    if (!db_begin(db, err))
        return false;
    if (tell_all(db, id, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "tell the clients of the agents");
}
