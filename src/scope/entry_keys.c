// SPDX-License-Identifier: GPL-3.0-or-later
/* Ways in by long-lived keys: left in public, taken from a machine, made by somebody for the attacker. */
#include "src/scope/entry.h"

#include <string.h>

enum { MANY_SHOWN = 4 };

/* The first use of each long-lived key that the attacker did not make: of those that lay unused, of those in
 * use by others, and of those for which the logs are too short to tell. */
struct lasting {
    struct pick idle, used, unknown, all;
    struct words owners, names; /* names: "AKIA…WXYZ (ci-deploy)" */
    int64_t first_s, last_s;    /* of the first uses */
};

static struct lasting lasting_keys(struct answer *answer)
{
    struct lasting l = {.first_s = INT64_MAX, .last_s = INT64_MIN};
    for (size_t i = 0; i < answer->credentials->count; i++) {
        const struct credential *c = &answer->credentials->items[i];
        int64_t first_s = pick_first_s(&c->attributed);
        if (!c->long_lived || c->origin.by_attacker)
            continue;
        struct pick *kind = c->idle ? &l.idle : c->others.recent ? &l.used : &l.unknown;
        pick_add(kind, answer->arena, c->attributed.items[0]);
        pick_add(&l.all, answer->arena, c->attributed.items[0]);
        words_add(&l.owners, answer->arena, c->principal->value);
        words_add(&l.names, answer->arena, c->text);
        l.first_s = first_s < l.first_s ? first_s : l.first_s;
        l.last_s = first_s > l.last_s ? first_s : l.last_s;
    }
    return l;
}

static void write_keys(const struct lasting *l, struct buf *out)
{
    if (l->all.count > 1) {
        phrase_count(out, (int64_t)l->all.count, "long-lived key", "long-lived keys");
        buf_str(out, " of ");
        phrase_count(out, (int64_t)l->owners.count, "user", "users");
        buf_str(out, " came into use within ");
        phrase_length(out, l->last_s - l->first_s + 1);
    } else {
        buf_str(out, "The long-lived key ");
        phrase_words(out, &l->names, 1);
        buf_str(out, " was used");
    }
}

/* The address that most keys were first used from, when there are several. */
static void write_one_address(struct answer *answer, const struct lasting *l, struct buf *out)
{
    struct groups groups = pick_group(&l->all, answer->arena, FACT_ADDRESS);
    const struct group *most = NULL;
    for (size_t i = 0; i < groups.count; i++)
        if (groups.items[i].id && (!most || groups.items[i].pick.count > most->pick.count))
            most = &groups.items[i];
    if (!most || most->pick.count < 2)
        return;
    phrase_number(out, (int64_t)most->pick.count);
    buf_fmt(out, " of them were first used from %s, within ",
            facts_name(answer->facts, FACT_ADDRESS, most->id)->value);
    phrase_length(out, pick_last_s(&most->pick) - pick_first_s(&most->pick) + 1);
    buf_str(out, ". ");
}

static bool find_quarantine(struct answer *answer, struct hypothesis *h, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    int64_t *ids = arena_alloc(answer->arena, 100 * sizeof *ids);
    size_t count = 0;
    if (!db_stmt(answer->facts->db, QUERY_FACTS_QUARANTINE, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW && count < 100)
        ids[count++] = stmt_get_int(row, 0);
    stmt_clear(row);
    h->more = (struct event_ids){ids, count};
    return end != STMT_ERR;
}

static void write_used(const struct lasting *l, struct buf *out)
{
    phrase_count(out, (int64_t)l->used.count, "key was", "keys were");
    buf_str(out, " in regular use by others");
}

bool entry_leaked_keys(struct answer *answer, struct hypothesis *h, struct err *err)
{
    struct lasting l = lasting_keys(answer);
    if (l.all.count == 0)
        return true;
    write_keys(&l, &h->for_it);
    buf_str(&h->for_it, l.all.count == 1 ? ", which fits a key found in a public or shared place. "
                                         : ", which fits keys found in a public or shared place. ");
    write_one_address(answer, &l, &h->for_it);
    if (l.idle.count) {
        phrase_number(&h->for_it, (int64_t)l.idle.count);
        buf_str(&h->for_it, " had lain unused for 30 days or more. ");
    }
    if (!find_quarantine(answer, h, err))
        return false;
    bool quarantined = h->more.count > 0;
    if (quarantined) {
        buf_str(&h->for_it, "AWS put its quarantine policy on a user, as it does when a key is public. ");
    } else {
        buf_str(&h->against_it, "AWS's quarantine policy for public keys is not seen ");
        entry_coverage(&h->against_it);
        buf_str(&h->against_it, ". ");
    }
    if (l.used.count) {
        write_used(&l, &h->against_it);
        buf_str(&h->against_it, ". ");
    }
    h->events = l.idle;
    entry_add(&h->events, &l.unknown, answer->arena);
    if (h->events.count == 0)
        h->events = l.used;
    h->against = entry_ids(&l.used, answer->arena);
    h->against_why = "the first use of keys that were in regular use by others, so hardly lying in the open";
    h->title = "leaked long-lived keys";
    h->settled_by = "AWS Health events on exposed keys, secret scans of repositories, images and wikis";
    bool several = l.owners.count > 1;
    h->confidence = quarantined ? CONFIDENCE_HIGH : several ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    h->score = quarantined ? 100 : 40 + (int)(l.idle.count * 20 / l.all.count) + (several ? 10 : 0);
    return true;
}

bool entry_taken_keys(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    struct lasting l = lasting_keys(answer);
    if (l.all.count == 0)
        return true;
    write_keys(&l, &h->for_it);
    buf_str(&h->for_it, ", which also fits credential files lifted from developers' machines, a build server "
                        "or a private repository");
    if (l.used.count) {
        buf_str(&h->for_it, "; ");
        write_used(&l, &h->for_it);
        buf_str(&h->for_it, ", so on a working machine");
    }
    buf_str(&h->for_it, ". ");
    if (l.idle.count) {
        phrase_count(&h->against_it, (int64_t)l.idle.count, "key was", "keys were");
        buf_str(&h->against_it, " in use nowhere for 30 days ");
        entry_coverage(&h->against_it);
        buf_str(&h->against_it, ". ");
    }
    h->events = l.used;
    entry_add(&h->events, &l.unknown, answer->arena);
    if (h->events.count == 0)
        h->events = l.idle;
    h->against = entry_ids(&l.idle, answer->arena);
    h->against_why = "the first use of keys that nobody used, so hardly on a machine at work";
    h->title = "keys taken from developers' machines or a repository";
    h->settled_by =
        "endpoint logs of the owners, access logs of the repositories, and where each key was kept";
    h->confidence = CONFIDENCE_LOW;
    h->score = 35 + (int)(l.used.count * 20 / l.all.count);
    return true;
}

/* A key that somebody, not known as the attacker, made shortly before: they may be the attacker's too. */
bool entry_made_for_them(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    int64_t *ids = arena_alloc(answer->arena, (answer->credentials->count + 1) * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < answer->credentials->claimed; i++) {
        const struct credential *c = &answer->credentials->items[i];
        const struct origin *o = &c->origin;
        int64_t age_s = pick_first_s(&c->attributed) - o->time_s;
        if (!c->long_lived || !o->event_id || o->by_attacker || age_s < 0 || age_s > ENTRY_BEFORE_S)
            continue;
        if (count < MANY_SHOWN) {
            buf_fmt(&h->for_it, "%s was made by %s", c->text, o->principal ? o->principal : "somebody");
            if (o->address)
                buf_fmt(&h->for_it, " at %s", o->address);
            buf_str(&h->for_it, " only ");
            phrase_length(&h->for_it, age_s);
            buf_str(&h->for_it, " before the attacker used it. ");
        }
        ids[count++] = o->event_id;
        pick_add(&h->events, answer->arena, c->attributed.items[0]);
    }
    if (count == 0)
        return true;
    buf_str(&h->against_it, "The call that made it is not attributed; it may have been routine. ");
    h->more = (struct event_ids){ids, count};
    h->title = "keys made by another compromised principal";
    h->settled_by = "asking who made them, and what else that principal did around that time";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = 65;
    return true;
}
