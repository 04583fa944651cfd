// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/credential.h"

#include "src/model/filter.h"

#include <stdlib.h>
#include <string.h>

enum { OTHER_ADDRESSES = 4, OTHER_EVENTS = 100 };

struct builder {
    const struct facts *facts;
    struct arena *arena;
    struct credential *items;
    size_t count, size;
};

static const char *kind_of_principal(const struct fact_name *principal)
{
    static const struct {
        const char *type, *word;
    } words[] = {{"IAMUser", "user"},
                 {"AssumedRole", "role"},
                 {"Role", "role"},
                 {"Root", "root of account"},
                 {"FederatedUser", "federated user"},
                 {"SAMLUser", "SAML user"},
                 {"WebIdentityUser", "web identity"},
                 {"AWSAccount", "account"},
                 {"AWSService", "service"}};
    for (size_t i = 0; principal->type && i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].type, principal->type) == 0)
            return words[i].word;
    return "principal";
}

static void name_key(struct credential *c, const char *owner, const char *kind, struct buf *text,
                     struct buf *full, struct buf *query)
{
    phrase_key(text, c->name->value);
    buf_fmt(text, " (%s)", owner);
    buf_fmt(full, "%saccess key %s of %s %s", c->long_lived ? "" : "temporary ", c->name->value, kind, owner);
    filter_append_term(query, "key", c->name->value);
}

/* A role session has a name of its own; a console or federated one has its owner's at best. */
static void name_session(struct credential *c, const char *owner, struct buf *text, struct buf *full,
                         struct buf *query)
{
    const char *kind = c->name->type ? c->name->type : "temporary";
    if (c->name->label && strcmp(c->name->label, owner) != 0) {
        buf_fmt(text, "%s/%s", owner, c->name->label);
        buf_fmt(full, "%s session %s", kind, buf_text(text));
    } else {
        buf_fmt(text, "%s session of %s", kind, owner);
        buf_str(full, buf_text(text));
    }
    filter_append_term(query, "session", c->name->value);
}

static void name_credential(struct credential *c, const struct builder *b)
{
    CLEANUP(buf) struct buf text = {0}, full = {0}, query = {0};
    const char *owner = c->principal->label ? c->principal->label : "an unknown principal";
    const char *kind = kind_of_principal(c->principal);
    if (c->dim == FACT_KEY) {
        name_key(c, owner, kind, &text, &full, &query);
    } else if (c->dim == FACT_SESSION) {
        name_session(c, owner, &text, &full, &query);
    } else {
        buf_fmt(&text, "%s %s", kind, owner);
        buf_fmt(&full, "%s %s without access key", kind, owner);
        filter_append_term(&query, "principal", c->name->value);
    }
    c->text = arena_str(b->arena, buf_text(&text));
    c->full = arena_str(b->arena, buf_text(&full));
    c->query = arena_str(b->arena, buf_text(&query));
}

static void add(struct builder *b, enum fact_dim dim, const struct group *group)
{
    if (b->count == b->size) {
        struct credential *grown = arena_zero(b->arena, b->size = 2 * b->size + 16, sizeof *grown);
        if (b->count)
            memcpy(grown, b->items, b->count * sizeof *grown);
        b->items = grown;
    }
    struct credential *c = &b->items[b->count++];
    c->dim = dim;
    c->id = group->id;
    c->attributed = group->pick;
    c->name = facts_name(b->facts, dim, group->id);
    c->principal = fact_name(b->facts, group->pick.items[0], FACT_PRINCIPAL);
    c->long_lived = dim == FACT_KEY && c->name->type && strcmp(c->name->type, "long-lived") == 0;
    name_credential(c, b);
}

static bool has_lasting_key(const struct facts *facts, const struct fact *fact)
{
    const char *type = fact_name(facts, fact, FACT_KEY)->type;
    return type && strcmp(type, "long-lived") == 0;
}

static bool has_no_lasting_key(const struct facts *facts, const struct fact *fact)
{
    return !has_lasting_key(facts, fact);
}

/*
 * A sign-in that failed is no credential in hand. Of a call over two accounts the owner of what was called
 * has a copy that names the caller by account and id alone; where the case holds the caller's own calls, it
 * is known by these.
 */
static bool is_in_hand(const struct facts *facts, const struct fact *fact)
{
    const struct fact_name *principal = fact_name(facts, fact, FACT_PRINCIPAL);
    const char *api = fact_name(facts, fact, FACT_API)->label;
    if (fact->outcome != FACT_SUCCESS && api && strcmp(api, "ConsoleLogin") == 0)
        return false;
    if (!principal->type || strcmp(principal->type, "AWSAccount") != 0)
        return true;
    const char *id = strrchr(principal->value, ':');
    for (size_t i = 0; id && i < facts->names[FACT_PRINCIPAL].count; i++) {
        const struct fact_name *other = &facts->names[FACT_PRINCIPAL].items[i];
        const char *own = other == principal || !other->value ? NULL : strchr(other->value, ':');
        if (own && strcmp(own, id) == 0)
            return false;
    }
    return true;
}

/* Add the groups of a dimension; what has no id in it goes on to the next. */
static struct pick add_groups(struct builder *b, const struct pick *pick, enum fact_dim dim)
{
    struct pick rest = {0};
    struct groups groups = pick_group(pick, b->arena, dim);
    for (size_t i = 0; i < groups.count; i++)
        if (groups.items[i].id)
            add(b, dim, &groups.items[i]);
        else
            rest = groups.items[i].pick;
    return rest;
}

static int compare_first(const void *a, const void *b)
{
    const struct fact *x = ((const struct credential *)a)->attributed.items[0],
                      *y = ((const struct credential *)b)->attributed.items[0];
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return (x->event_id > y->event_id) - (x->event_id < y->event_id);
}

static int compare_events(const void *a, const void *b)
{
    const struct fact *x = *(const struct fact *const *)a, *y = *(const struct fact *const *)b;
    return (x > y) - (x < y); /* facts lie in the order of time */
}

/*
 * A role in wide use has thousands of sessions, which nobody reads one by one: move those beyond the first
 * few behind the others.
 */
static void put_passing_last(struct builder *b, struct credentials *ret)
{
    struct credential *sorted = arena_alloc(b->arena, (b->count + 1) * sizeof *sorted);
    size_t kept = 0, passing = 0;
    for (size_t i = 0; i < b->count; i++)
        if (b->items[i].long_lived || passing++ < CREDENTIALS_PASSING_MAX)
            sorted[kept++] = b->items[i];
    ret->claimed = kept;
    passing = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i].long_lived || passing++ < CREDENTIALS_PASSING_MAX)
            continue;
        sorted[kept++] = b->items[i];
        for (size_t f = 0; f < b->items[i].attributed.count; f++)
            pick_add(&ret->rest, b->arena, b->items[i].attributed.items[f]);
    }
    if (ret->rest.count)
        qsort(ret->rest.items, ret->rest.count, sizeof(struct fact *), compare_events);
    ret->items = b->items = sorted;
    ret->count = b->count;
}

/* The undecided events of each, found through one grouping a dimension. */
static void add_undecided(struct builder *b, enum fact_dim dim)
{
    struct groups groups = pick_group(&b->facts->undecided, b->arena, dim);
    for (size_t g = 0; g < groups.count; g++)
        for (size_t i = 0; groups.items[g].id && i < b->count; i++)
            if (b->items[i].dim == dim && b->items[i].id == groups.items[g].id)
                b->items[i].undecided = groups.items[g].pick;
}

/* Prepare a query about the events of others with this credential. */
static bool others_stmt(const struct credential *c, const struct facts *facts, enum query_id id,
                        struct stmt **ret, struct err *err)
{
    static const char *const columns[FACT_DIM__COUNT] = {
        [FACT_KEY] = "e.key_id <> 0 AND e.key_id",
        [FACT_SESSION] = "e.session_id <> 0 AND e.session_id",
        [FACT_PRINCIPAL] = "e.principal_id",
    };
    struct query_part part = {"credential", columns[c->dim]};
    if (!db_stmt_parts(facts->db, id, &part, 1, ret, err))
        return false;
    stmt_int(*ret, ":id", c->id);
    return true;
}

static bool load_others(struct credential *c, const struct builder *b, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    if (!others_stmt(c, b->facts, QUERY_FACTS_OTHERS, &row, err))
        return false;
    stmt_int(row, ":first_s", pick_first_s(&c->attributed));
    stmt_int(row, ":last_s", pick_last_s(&c->attributed));
    stmt_int(row, ":recent_s", (int64_t)RECENT_DAYS * DAY_S);
    if (stmt_step(row, err) != STMT_ROW)
        return false;
    c->others = (struct other_use){
        .events = stmt_get_int(row, 0),
        .first_s = stmt_get_time(row, 1),
        .last_s = stmt_get_time(row, 2),
        .before_s = stmt_get_time(row, 3),
        .recent = stmt_get_int(row, 4),
        .during = stmt_get_int(row, 5),
        .after = stmt_get_int(row, 6),
    };
    return true;
}

static bool load_addresses(struct credential *c, const struct builder *b, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    enum stmt_end end;
    if (c->others.events == 0)
        return true;
    if (!others_stmt(c, b->facts, QUERY_FACTS_OTHERS_FROM, &row, err))
        return false;
    stmt_int(row, ":limit", OTHER_ADDRESSES);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        words_add(&c->others.from, b->arena, stmt_get_text(row, 0, NULL));
    return end == STMT_DONE;
}

static bool read_origin(struct stmt *row, struct origin *ret, struct arena *arena, struct err *err)
{
    enum stmt_end end = stmt_step(row, err);
    *ret = (struct origin){0};
    if (end == STMT_ROW) {
        *ret = (struct origin){
            .event_id = stmt_get_int(row, 0),
            .time_s = stmt_get_int(row, 1),
            .api = stmt_text_dup(row, 2, arena),
            .principal = stmt_text_dup(row, 3, arena),
            .key = stmt_text_dup(row, 4, arena),
            .address = stmt_text_dup(row, 5, arena),
            .is_plausible = strcmp(stmt_get_text(row, 6, NULL), "plausible") == 0,
            .is_attributed = stmt_get_int(row, 7) != 0,
        };
        stmt_clear(row);
    }
    return end != STMT_ERR;
}

/* The call that issued this very credential is told before one that made its owner; whose the credential was
 * from its start, any of them tells. */
static bool load_origin(struct credential *c, const struct builder *b, struct err *err)
{
    static const char *const kinds[FACT_DIM__COUNT] = {
        [FACT_KEY] = "key", [FACT_SESSION] = "session", [FACT_PRINCIPAL] = "principal"};
    static const struct {
        enum query_id query;
        bool of_maker;
    } ways[] = {{QUERY_FACTS_ORIGIN, false}, {QUERY_FACTS_DERIVED, false}, {QUERY_FACTS_MAKER, true}};
    bool by_attacker = false;
    for (size_t i = 0; i < ARRAY_LEN(ways) && !by_attacker; i++) {
        struct stmt *row;
        struct origin found;
        if (ways[i].of_maker && c->dim == FACT_PRINCIPAL)
            continue;
        if (!db_stmt(b->facts->db, ways[i].query, &row, err))
            return false;
        if (!ways[i].of_maker)
            stmt_text(row, ":kind", kinds[c->dim]);
        stmt_text(row, ":value", ways[i].of_maker ? c->principal->value : c->name->value);
        if (!read_origin(row, &found, b->arena, err))
            return false;
        by_attacker = found.is_attributed;
        found.of_maker = ways[i].of_maker;
        if (!c->origin.event_id)
            c->origin = found;
    }
    c->origin.by_attacker = by_attacker;
    return true;
}

static bool was_idle(const struct credential *c, const struct facts *facts)
{
    int64_t history_s = pick_first_s(&c->attributed) - facts->first_s;
    return c->others.recent == 0 && !c->origin.by_attacker && history_s >= (int64_t)RECENT_DAYS * DAY_S;
}

bool credentials_load(struct credentials *ret, const struct facts *facts, struct arena *arena,
                      struct err *err)
{
    struct builder b = {.facts = facts, .arena = arena};
    struct pick lasting = pick_where(facts, &facts->attributed, arena, has_lasting_key);
    struct pick rest = pick_where(facts, &facts->attributed, arena, has_no_lasting_key);
    add_groups(&b, &lasting, FACT_KEY);
    rest = add_groups(&b, &rest, FACT_SESSION);
    rest = add_groups(&b, &rest, FACT_KEY);
    rest = pick_where(facts, &rest, arena, is_in_hand);
    add_groups(&b, &rest, FACT_PRINCIPAL);
    if (b.count)
        qsort(b.items, b.count, sizeof *b.items, compare_first);
    *ret = (struct credentials){0};
    put_passing_last(&b, ret);
    add_undecided(&b, FACT_KEY);
    add_undecided(&b, FACT_SESSION);
    add_undecided(&b, FACT_PRINCIPAL);
    for (size_t i = 0; i < ret->claimed; i++) {
        if (!load_others(&b.items[i], &b, err) || !load_addresses(&b.items[i], &b, err) ||
            !load_origin(&b.items[i], &b, err))
            return false;
        b.items[i].idle = was_idle(&b.items[i], facts);
    }
    return true;
}

bool credential_others(const struct credential *credential, const struct facts *facts,
                       const int64_t window_s[2], struct arena *arena, struct event_ids *ret, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    enum stmt_end end;
    int64_t *ids = arena_alloc(arena, OTHER_EVENTS * sizeof *ids);
    *ret = (struct event_ids){.ids = ids};
    if (!others_stmt(credential, facts, QUERY_FACTS_OTHERS_EVENTS, &row, err))
        return false;
    stmt_int(row, ":from_s", window_s[0]);
    stmt_int(row, ":until_s", window_s[1]);
    stmt_int(row, ":limit", OTHER_EVENTS);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        ids[ret->count++] = stmt_get_int(row, 0);
    return end == STMT_DONE;
}
