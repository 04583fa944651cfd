// SPDX-License-Identifier: GPL-3.0-or-later
/* Ways in by temporary credentials: of an instance, of a role at work, of a federation; or by a role's trust.
 */
#include "src/scope/entry.h"

#include <string.h>

enum { NAMES_SHOWN = 4, ADDRESSES_SHOWN = 3 };

static bool is_text(const char *text, const char *expected)
{
    return text && strcmp(text, expected) == 0;
}

static bool is_sso_role(const struct credential *c)
{
    static const char prefix[] = "AWSReservedSSO_";
    return c->principal->label && strncmp(c->principal->label, prefix, strlen(prefix)) == 0;
}

static bool is_federated(const struct credential *c)
{
    static const char *const apis[] = {"AssumeRoleWithSAML", "AssumeRoleWithWebIdentity",
                                       "GetRoleCredentials"};
    for (size_t i = 0; i < ARRAY_LEN(apis); i++)
        if (is_text(c->origin.api, apis[i]))
            return true;
    return is_sso_role(c) || is_text(c->name->type, "federated");
}

static bool is_instance(const struct credential *c)
{
    return is_text(c->name->type, "instance");
}

static bool is_role_at_work(const struct credential *c)
{
    return !is_instance(c) && !is_federated(c) &&
           (is_text(c->name->type, "role") || is_text(c->name->type, "service") ||
            is_text(c->name->type, "token"));
}

/* Sessions of a kind that the attacker did not open themselves. */
struct taken {
    struct pick events;
    struct words names, others, from, makers;
    int64_t during; /* calls of others between the attacker's first and last */
    int64_t before, at_source;
    struct event_ids origins;
};

/* A call by address: services in the attacker's session are not the attacker. */
static bool is_by_address(const struct facts *facts, const struct fact *fact)
{
    return is_text(fact_name(facts, fact, FACT_ADDRESS)->type, "ip");
}

static void add_credential(struct answer *answer, const struct credential *c, const struct pick *calls,
                           struct taken *t, int64_t *ids)
{
    entry_add(&t->events, calls, answer->arena);
    words_add(&t->names, answer->arena, c->text);
    for (size_t i = 0; i < calls->count; i++)
        words_add(&t->from, answer->arena, fact_name(answer->facts, calls->items[i], FACT_ADDRESS)->value);
    for (size_t i = 0; i < c->others.from.count; i++)
        words_add(&t->others, answer->arena, c->others.from.items[i]);
    t->during += c->others.during;
    t->before += c->others.recent;
    if (!c->origin.event_id)
        return;
    ids[t->origins.count++] = c->origin.event_id;
    words_add(&t->makers, answer->arena, c->origin.api);
    for (size_t i = 0; c->origin.address && i < t->from.count; i++)
        t->at_source += strcmp(t->from.items[i], c->origin.address) == 0;
}

static struct taken find_taken(struct answer *answer, bool (*is_kind)(const struct credential *c))
{
    const struct credentials *all = answer->credentials;
    struct taken t = {0};
    int64_t *ids = arena_alloc(answer->arena, (all->claimed + 1) * sizeof *ids);
    t.origins.ids = ids;
    for (size_t i = 0; i < all->claimed; i++) {
        const struct credential *c = &all->items[i];
        if (c->dim != FACT_SESSION || c->origin.by_attacker || !is_kind(c))
            continue;
        struct pick calls = pick_where(answer->facts, &c->attributed, answer->arena, is_by_address);
        if (calls.count)
            add_credential(answer, c, &calls, &t, ids);
    }
    return t;
}

static void write_use(struct answer *answer, const struct taken *t, const char *lead, struct buf *out)
{
    struct event_ids ids = entry_ids(&t->events, answer->arena);
    buf_fmt(out, "%s (", lead);
    phrase_words(out, &t->names, NAMES_SHOWN);
    buf_str(out, ") were used by the attacker from ");
    phrase_words(out, &t->from, ADDRESSES_SHOWN);
    buf_str(out, " in ");
    answer_count(answer, out, (int64_t)t->events.count, "call", "calls",
                 answer_ids(answer, ids.ids, ids.count));
    buf_str(out, ". ");
    if (t->others.count) {
        buf_str(out, "Where they belong they are used from ");
        phrase_words(out, &t->others, ADDRESSES_SHOWN);
        buf_str(out, t->during ? ", at the same time. " : ". ");
    }
}

bool entry_instance(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    struct taken t = find_taken(answer, is_instance);
    if (t.events.count == 0)
        return true;
    write_use(answer, &t, "Role credentials of an instance", &h->for_it);
    buf_str(&h->for_it, "That fits a flaw in what runs on it that lets one read its metadata service. ");
    if (!t.others.count) {
        buf_str(&h->against_it, "No other call with them, to compare the address with, is seen ");
        entry_coverage(&h->against_it);
        buf_str(&h->against_it, ": the address may be a NAT of the network itself. ");
    }
    h->events = t.events;
    h->more = t.origins;
    h->title = "instance credentials used off the instance";
    h->settled_by = "the instance's own logs, its web server first, whether it takes IMDSv1, and flow logs";
    h->confidence = t.others.count ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
    h->score = t.others.count ? 90 : 80;
    return true;
}

bool entry_role_session(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    struct taken t = find_taken(answer, is_role_at_work);
    if (t.events.count == 0)
        return true;
    write_use(answer, &t, "Temporary credentials of a role at work", &h->for_it);
    buf_str(&h->for_it, "That fits credentials read from the environment of a function, a container, a build "
                        "job or a person's machine. ");
    if (!t.others.count)
        buf_str(&h->against_it, "No call with them by others is in the logs to compare with. ");
    h->events = t.events;
    h->more = t.origins;
    h->title = "temporary credentials of a role taken from where it works";
    h->settled_by = "the logs of what assumed the role: the function, the build server, the container's host";
    h->confidence = t.during ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    h->score = t.during ? 62 : 45;
    return true;
}

bool entry_federation(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    struct taken t = find_taken(answer, is_federated);
    if (t.events.count == 0)
        return true;
    write_use(answer, &t, "Sessions of federated or single sign-on users", &h->for_it);
    if (t.makers.count) {
        buf_str(&h->for_it, "They were opened by ");
        phrase_words(&h->for_it, &t.makers, NAMES_SHOWN);
        buf_str(&h->for_it, ", outside the attributed calls. ");
    }
    buf_str(&h->for_it, "That fits a session or token stolen from a browser or machine. ");
    if (t.at_source)
        buf_str(&h->against_it,
                "The sign-in itself came from an address of the attacker: then the account at "
                "the identity provider is known to them, not the session alone. ");
    if (!t.others.count)
        buf_str(&h->against_it, "No call by their owner in the same sessions is in the logs. ");
    h->events = t.events;
    h->more = t.origins;
    h->title = "federation or single sign-on session stolen";
    h->settled_by = "sign-in logs of the identity provider, and endpoint logs of the users";
    h->confidence = t.during ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
    h->score = t.during ? 82 : 70;
    return true;
}

struct cause {
    int64_t event_id, time_s;
    const char *api, *principal, *address;
};

static bool find_trust_change(struct answer *answer, const struct credential *c, struct cause *ret,
                              struct err *err)
{
    struct stmt *row;
    *ret = (struct cause){0};
    if (!db_stmt(answer->facts->db, QUERY_FACTS_TRUST_CHANGES, &row, err))
        return false;
    stmt_text(row, ":role", c->principal->value);
    stmt_int(row, ":from_s", pick_first_s(&c->attributed) - ENTRY_BEFORE_S);
    stmt_int(row, ":until_s", pick_first_s(&c->attributed));
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW)
        *ret =
            (struct cause){stmt_get_int(row, 0), stmt_get_int(row, 1), stmt_text_dup(row, 2, answer->arena),
                           stmt_text_dup(row, 3, answer->arena), stmt_text_dup(row, 4, answer->arena)};
    stmt_clear(row);
    return end != STMT_ERR;
}

/* Each role once: its sessions share the trust policy. */
bool entry_trust(struct answer *answer, struct hypothesis *h, struct err *err)
{
    const struct credentials *all = answer->credentials;
    int64_t *ids = arena_alloc(answer->arena, (all->claimed + 1) * sizeof *ids);
    struct words seen = {0};
    size_t count = 0;
    for (size_t i = 0; i < all->claimed; i++) {
        const struct credential *c = &all->items[i];
        struct cause cause;
        size_t before = seen.count;
        if (c->dim != FACT_SESSION || strncmp(c->principal->value, "role:", strlen("role:")) != 0)
            continue;
        words_add(&seen, answer->arena, c->principal->value);
        if (seen.count == before)
            continue;
        if (!find_trust_change(answer, c, &cause, err))
            return false;
        if (!cause.event_id)
            continue;
        buf_fmt(&h->for_it, "Who may assume %s was changed by %s", c->principal->label,
                cause.principal ? cause.principal : "somebody");
        if (cause.address)
            buf_fmt(&h->for_it, " at %s", cause.address);
        buf_str(&h->for_it, " ");
        phrase_length(&h->for_it, pick_first_s(&c->attributed) - cause.time_s);
        buf_str(&h->for_it, " before the attacker used the role. ");
        ids[count++] = cause.event_id;
        entry_add(&h->events, &c->attributed, answer->arena);
    }
    if (count == 0)
        return true;
    buf_str(&h->against_it, "The change is not attributed; it may have been routine. ");
    h->more = (struct event_ids){ids, count};
    h->title = "a role's trust changed so that others may assume it";
    h->settled_by = "comparing the trust policy before and after, and asking who changed it";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = 68;
    return true;
}
