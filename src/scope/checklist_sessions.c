// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Items that end sessions: one for each user or role whose sessions the attacker used or opened. One that was
 * opened and is not seen in use may be used later, so it counts like the others, and the moment from which on
 * a policy has ended them is that of the last use or opening. Users and roles that the attacker made are
 * denied everything instead (checklist_residue.c).
 */
#include "src/scope/checklist_owner.h"

#include <string.h>

enum { WHY_MAX = 12 };

/* A user or role whose sessions are to end. */
struct ending {
    const char *word, *name, *account;
    int64_t principal_id, last_s;
    size_t sessions;
    struct checklist_texts why;
    int64_t *events;
    size_t event_count, event_size;
};

struct endings {
    struct checklist *list;
    struct ending *items;
    size_t count, size;
};

static bool is_managed(const char *role)
{
    return strncmp(role, "AWSReservedSSO_", 15) == 0 || strncmp(role, "AWSServiceRoleFor", 17) == 0;
}

/* Whose sessions can be ended, and how. An account or a service that calls from outside has none of ours. */
static const char *word_of(const char *type, const char *name)
{
    static const struct {
        const char *type, *word;
    } words[] = {{"IAMUser", "sessions-user"},     {"FederatedUser", "sessions-user"},
                 {"Root", "sessions-root"},        {"AssumedRole", "sessions-role"},
                 {"Role", "sessions-role"},        {"IdentityCenterUser", "sessions-service"},
                 {"Directory", "sessions-service"}};
    for (size_t i = 0; type && i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].type, type) == 0)
            return strcmp(words[i].word, "sessions-role") == 0 && name && is_managed(name)
                       ? "sessions-service"
                       : words[i].word;
    return NULL;
}

static bool is_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* NULL where the attacker made whose they are. */
static struct ending *ending_of(struct endings *all, const char *word, const char *name, const char *account)
{
    struct arena *arena = &all->list->arena;
    enum residue_kind made = strcmp(word, "sessions-user") == 0 ? RESIDUE_USER : RESIDUE_ROLE;
    if (!name || checklist_has_made(all->list, made, name, account))
        return NULL;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].word, word) == 0 && strcmp(all->items[i].name, name) == 0 &&
            is_same(all->items[i].account, account))
            return &all->items[i];
    if (all->count == all->size) {
        struct ending *grown = arena_alloc(arena, (all->size = 2 * all->size + 16) * sizeof *grown);
        if (all->count)
            memcpy(grown, all->items, all->count * sizeof *grown);
        all->items = grown;
    }
    struct ending *ending = &all->items[all->count++];
    *ending = (struct ending){.word = word,
                              .name = arena_str(arena, name),
                              .account = arena_str(arena, account),
                              .last_s = INT64_MIN};
    return ending;
}

static void add_event(struct endings *all, struct ending *ending, int64_t event_id)
{
    if (ending->event_count == ending->event_size) {
        int64_t *grown = arena_alloc(&all->list->arena,
                                     (ending->event_size = 2 * ending->event_size + 16) * sizeof *grown);
        if (ending->event_count)
            memcpy(grown, ending->events, ending->event_count * sizeof *grown);
        ending->events = grown;
    }
    ending->events[ending->event_count++] = event_id;
}

static void add_session(struct endings *all, struct ending *ending, const char *why, int64_t last_s)
{
    if (ending->sessions++ < WHY_MAX)
        checklist_text(all->list, &ending->why, why);
    ending->last_s = last_s > ending->last_s ? last_s : ending->last_s;
}

/* --- those the attacker used --- */

/* The instance whose credentials these are, and the way from role to role that the attacker went. */
static bool add_ways(struct checklist *list, const struct credential *c, struct err *err)
{
    struct checklist_item like = {0};
    struct recipe_values values = credential_values(c);
    const struct json *record = NULL;
    checklist_say_use(list, &like, c);
    if (c->origin.by_attacker && c->origin.principal && c->origin.api &&
        strcmp(c->origin.api, "AssumeRole") == 0) {
        values.part = c->origin.principal;
        checklist_add_all(list, "role-chain", &values, &like);
    }
    if (!c->name->type || strcmp(c->name->type, "instance") != 0 || !c->name->label)
        return true;
    if (c->origin.event_id &&
        !facts_record(&list->questions.facts, c->origin.event_id, &list->arena, &record, err))
        return false;
    values.part = values.name;
    values.name = c->name->label;
    values.region = json_text(record, "awsRegion");
    checklist_add_all(list, "instance-robbed", &values, &like);
    checklist_add_all(list, "instance-imds", &values, &like);
    values.name = values.part = NULL;
    checklist_add_all(list, "imdsv2", &values, &like);
    return true;
}

static bool add_password(struct checklist *list, const struct credential *c, struct err *err)
{
    struct checklist_item like = {0};
    struct recipe_values values = credential_values(c);
    checklist_say_use(list, &like, c);
    if (!owner_cost(list, FACT_PRINCIPAL, c->attributed.items[0]->ids[FACT_PRINCIPAL], &like.cost, err))
        return false;
    checklist_add_all(list, "login-used", &values, &like);
    return true;
}

static bool add_used(struct endings *all, const struct credential *c, struct err *err)
{
    /* A federated user has the rights of whoever asked for it. */
    bool federated = credential_is_type(c, "FederatedUser") && c->origin.principal;
    const char *name = federated ? c->origin.principal : c->principal->label;
    const char *word = word_of(c->principal->type, name);
    struct ending *ending = word ? ending_of(all, word, name, c->principal->extra) : NULL;
    struct checklist_item like = {0};
    if (!ending)
        return true;
    checklist_say_use(all->list, &like, c);
    add_session(all, ending, like.why.items[0], pick_last_s(&c->attributed));
    ending->principal_id = c->attributed.items[0]->ids[FACT_PRINCIPAL];
    for (size_t i = 0; i < like.event_count; i++)
        add_event(all, ending, like.events[i]);
    bool console = c->dim == FACT_SESSION && c->name->type && strcmp(c->name->type, "console") == 0;
    if (console && credential_is_type(c, "IAMUser") && !add_password(all->list, c, err))
        return false;
    return add_ways(all->list, c, err);
}

/* --- those the attacker opened --- */

/* "arn:aws:iam::111122223333:role/path/name" */
static const char *account_of(const char *arn, struct arena *arena)
{
    for (int colons = 0; colons < 4 && arn; colons++) {
        arn = strchr(arn, ':');
        arn += arn ? 1 : 0;
    }
    size_t len = arn ? strspn(arn, "0123456789") : 0;
    return len ? arena_fmt(arena, "%.*s", (int)len, arn) : NULL;
}

static const char *last_part(const char *arn)
{
    const char *slash = strrchr(arn, '/');
    return slash ? slash + 1 : arn;
}

static struct ending *opened_by(struct endings *all, struct stmt *row)
{
    struct arena *arena = &all->list->arena;
    const char *arn = stmt_text_dup(row, 6, arena), *what = stmt_get_text(row, 3, NULL);
    const char *type = stmt_text_dup(row, 8, arena), *caller = stmt_text_dup(row, 9, arena);
    const char *name = arn ? last_part(arn) : caller;
    const char *word = arn ? word_of("Role", name) : word_of(type, name);
    bool outside = arn && strcmp(what, "sso") != 0;
    if (arn && !outside)
        word = "sessions-service";
    struct ending *ending =
        word ? ending_of(all, word, name, outside ? account_of(arn, arena) : stmt_get_text(row, 10, NULL))
             : NULL;
    if (ending && !ending->principal_id)
        ending->principal_id = stmt_get_int(row, arn ? 7 : 11);
    return ending;
}

static void add_opened(struct endings *all, struct stmt *row)
{
    CLEANUP(buf) struct buf why = {0};
    struct ending *ending = opened_by(all, row);
    const char *key = stmt_get_text(row, 4, NULL);
    if (!ending)
        return;
    buf_fmt(&why, "%s by %s at ", stmt_get_text(row, 2, NULL), stmt_get_text(row, 9, NULL));
    phrase_time(&why, stmt_get_int(row, 1));
    if (key)
        buf_fmt(&why, " issued %s, which these logs do not see used: it may be yet", key);
    else
        buf_str(&why, " opened a session; the record does not tell its key");
    if (stmt_get_int(row, 5)) {
        ending->last_s = stmt_get_int(row, 1) > ending->last_s ? stmt_get_int(row, 1) : ending->last_s;
        return;
    }
    add_session(all, ending, buf_text(&why), stmt_get_int(row, 1));
    add_event(all, ending, stmt_get_int(row, 0));
    if (ending->account && !checklist_is_own(all->list, ending->account)) {
        struct recipe_values values = {.name = ending->account, .account = stmt_get_text(row, 10, NULL)};
        checklist_add_all(all->list, "foreign-account", &values,
                          &(struct checklist_item){.why = ending->why,
                                                   .events = ending->events,
                                                   .event_count = ending->event_count});
    }
}

static bool add_all_opened(struct endings *all, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(all->list->db, QUERY_CHECKLIST_ISSUED, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW)
        add_opened(all, row);
    return end == STMT_DONE;
}

/* --- the items --- */

static bool add_item(struct checklist *list, struct ending *ending, struct err *err)
{
    char iso[ISOTIME_SIZE];
    struct recipe_values values = {.name = ending->name, .account = ending->account};
    values.since = arena_str(&list->arena, isotime_format(ending->last_s, iso));
    if (ending->sessions > WHY_MAX)
        checklist_text(list, &ending->why,
                       arena_fmt(&list->arena, "and %zu more sessions", ending->sessions - WHY_MAX));
    struct checklist_item like = {
        .why = ending->why, .events = ending->events, .event_count = ending->event_count};
    if (ending->principal_id && !owner_cost(list, FACT_PRINCIPAL, ending->principal_id, &like.cost, err))
        return false;
    checklist_add_all(list, ending->word, &values, &like);
    return true;
}

bool checklist_add_sessions(struct checklist *list, struct err *err)
{
    struct endings all = {.list = list};
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (!c->long_lived && c->attributed.count && !add_used(&all, c, err))
            return false;
    }
    if (!add_all_opened(&all, err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (!add_item(list, &all.items[i], err))
            return false;
    return true;
}
