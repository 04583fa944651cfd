// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Items from what the attacker acted with: keys to deactivate and delete, sessions to revoke, passwords, and
 * the secrets they read. What the attacker made themselves is residue and has its items from there; users and
 * roles that go away as a whole need no revoking.
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

/* Does the attacker's own thing of that name have its items already? */
static bool is_residue(const struct checklist *list, enum residue_kind kind, const char *name)
{
    for (size_t i = 0; name && i < list->residue.count; i++) {
        const struct residue *residue = &list->residue.items[i];
        const char *own = kind == RESIDUE_ACCESS_KEY ? residue->part : residue->name;
        if (residue->kind == kind && own && strcmp(own, name) == 0)
            return true;
    }
    return false;
}

static void say_use(struct checklist *list, struct checklist_item *like, const struct credential *c)
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

static bool is_type(const struct credential *c, const char *type)
{
    return c->principal->type && strcmp(c->principal->type, type) == 0;
}

static struct recipe_values values_of(const struct credential *c)
{
    return (struct recipe_values){.name = c->principal->label, .account = c->principal->extra};
}

/* --- keys --- */

static void settle_key(struct checklist *list, const struct key_end *end, size_t from)
{
    for (size_t i = from; end && i < list->count; i++)
        if (end->deleted || (end->inactive && list->items[i].recipe->phase == PHASE_CONTAIN)) {
            list->items[i].state = CHECKLIST_REVERSED;
            list->items[i].reversed = end->who;
        }
}

static bool add_key(struct checklist *list, const struct credential *c, const struct key_ends *ends,
                    struct err *err)
{
    struct checklist_item like = {0};
    struct recipe_values values = values_of(c);
    values.part = c->name->value;
    if (is_residue(list, RESIDUE_ACCESS_KEY, values.part))
        return true;
    say_use(list, &like, c);
    if (!owner_cost(list, FACT_KEY, c->id, &like.cost, err))
        return false;
    like.stops_work = like.cost != NULL;
    size_t from = list->count;
    checklist_add_all(list, is_type(c, "Root") ? "key-root" : "key-leaked", &values, &like);
    const struct key_end *end = end_of(ends, values.part);
    settle_key(list, end, from);
    if (like.cost && !end && !is_type(c, "Root"))
        checklist_add_all(list, "key-new", &values, &like);
    return true;
}

/* --- sessions --- */

static bool is_managed(const char *role)
{
    return strncmp(role, "AWSReservedSSO_", 15) == 0 || strncmp(role, "AWSServiceRoleFor", 17) == 0;
}

static const char *session_word(const struct credential *c, const struct recipe_values *values)
{
    if (is_type(c, "Root"))
        return "sessions-root";
    if (is_type(c, "AssumedRole") || is_type(c, "Role"))
        return values->name && is_managed(values->name) ? "sessions-service" : "sessions-role";
    return "sessions-user";
}

static const char *session_owner(const struct credential *c)
{
    /* A federated user has the rights of whoever asked for it. */
    return is_type(c, "FederatedUser") && c->origin.principal ? c->origin.principal : c->principal->label;
}

/* The attacker's last use of any session of the same user or role. */
static const char *last_use(struct checklist *list, const struct credential *of)
{
    char iso[ISOTIME_SIZE];
    int64_t last_s = pick_last_s(&of->attributed);
    const char *name = session_owner(of), *account = of->principal->extra;
    for (size_t i = 0; name && i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        const char *owner = session_owner(c), *its = c->principal->extra;
        if (!c->long_lived && c->attributed.count && owner && strcmp(owner, name) == 0 &&
            strcmp(its ? its : "", account ? account : "") == 0 && pick_last_s(&c->attributed) > last_s)
            last_s = pick_last_s(&c->attributed);
    }
    return arena_str(&list->arena, isotime_format(last_s, iso));
}

/* The instance whose credentials these are, and the way from role to role that the attacker went. */
static bool add_ways(struct checklist *list, const struct credential *c, const struct checklist_item *like,
                     struct err *err)
{
    struct recipe_values values = values_of(c);
    const struct json *record = NULL;
    if (c->origin.by_attacker && c->origin.principal && c->origin.api &&
        strcmp(c->origin.api, "AssumeRole") == 0) {
        values.part = c->origin.principal;
        checklist_add_all(list, "role-chain", &values, like);
    }
    if (!c->name->type || strcmp(c->name->type, "instance") != 0 || !c->name->label)
        return true;
    if (c->origin.event_id &&
        !facts_record(&list->questions.facts, c->origin.event_id, &list->arena, &record, err))
        return false;
    values.part = values.name;
    values.name = c->name->label;
    values.region = json_text(record, "awsRegion");
    checklist_add_all(list, "instance-robbed", &values, like);
    checklist_add_all(list, "instance-imds", &values, like);
    values.name = values.part = NULL;
    checklist_add_all(list, "imdsv2", &values, like);
    return true;
}

static bool add_session(struct checklist *list, const struct credential *c, struct err *err)
{
    struct checklist_item like = {0};
    struct recipe_values values = values_of(c);
    bool console = c->dim == FACT_SESSION && c->name->type && strcmp(c->name->type, "console") == 0;
    values.name = session_owner(c);
    values.since = last_use(list, c);
    const char *word = session_word(c, &values);
    enum residue_kind made = strcmp(word, "sessions-user") == 0 ? RESIDUE_USER : RESIDUE_ROLE;
    if (!values.name || is_residue(list, made, values.name))
        return true;
    say_use(list, &like, c);
    if (!add_ways(list, c, &like, err))
        return false;
    int64_t principal_id = c->attributed.items[0]->ids[FACT_PRINCIPAL];
    if (!owner_cost(list, FACT_PRINCIPAL, principal_id, &like.cost, err))
        return false;
    checklist_add_all(list, word, &values, &like);
    if (console && is_type(c, "IAMUser"))
        checklist_add_all(list, "login-used", &values, &like);
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
    return is_residue(list, RESIDUE_ACCESS_KEY, key);
}

bool checklist_add_credentials(struct checklist *list, struct err *err)
{
    struct key_ends ends;
    if (!load_ends(&ends, list, err))
        return false;
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (c->attributed.count == 0)
            continue;
        if (c->long_lived ? !add_key(list, c, &ends, err) : !add_session(list, c, err))
            return false;
    }
    return add_calls(list, err);
}
