// SPDX-License-Identifier: GPL-3.0-or-later
/* How did they get in? Hypotheses that fit the attributed calls, each with what speaks against it. */
#include "src/scope/question.h"

#include <stdlib.h>
#include <string.h>

enum { MFA = 2, SAME_TIME_S = DAY_S };

/* A way in that the attributed calls fit. */
struct hypothesis {
    int score; /* for the order; 0: does not apply */
    const char *title;
    struct buf text;
    enum confidence confidence;
    struct pick events;
    struct event_ids against;
};

/* The first use of each long-lived key that was not made by the attacker: of those that lay unused, of those
 * in use by others, and of those for which the logs are too short to tell. */
struct lasting {
    struct pick idle, used, unknown;
    struct words owners;
    size_t keys;
    int64_t first_s, last_s; /* of the first uses */
};

static struct lasting lasting_keys(struct answer *answer)
{
    struct lasting l = {.first_s = INT64_MAX, .last_s = INT64_MIN};
    for (size_t i = 0; i < answer->credentials->count; i++) {
        const struct credential *c = &answer->credentials->items[i];
        int64_t first_s = pick_first_s(&c->attributed);
        if (!c->long_lived || c->origin.by_attacker)
            continue;
        pick_add(c->idle            ? &l.idle
                 : c->others.recent ? &l.used
                                    : &l.unknown,
                 answer->arena, c->attributed.items[0]);
        l.keys++;
        words_add(&l.owners, answer->arena, c->principal->value);
        l.first_s = first_s < l.first_s ? first_s : l.first_s;
        l.last_s = first_s > l.last_s ? first_s : l.last_s;
    }
    return l;
}

static struct event_ids ids_of(const struct pick *pick, struct arena *arena)
{
    int64_t *ids = arena_alloc(arena, (pick->count + 1) * sizeof *ids);
    for (size_t i = 0; i < pick->count; i++)
        ids[i] = pick->items[i]->event_id;
    return (struct event_ids){ids, pick->count};
}

static void add_all(struct pick *to, const struct pick *from, struct arena *arena)
{
    for (size_t i = 0; i < from->count; i++)
        pick_add(to, arena, from->items[i]);
}

static void write_keys(const struct lasting *l, struct buf *out)
{
    phrase_count(out, (int64_t)l->keys, "long-lived key", "long-lived keys");
    buf_str(out, " of ");
    phrase_count(out, (int64_t)l->owners.count, "user", "users");
    if (l->keys > 1) {
        buf_str(out, " came into use within ");
        phrase_length(out, l->last_s - l->first_s + 1);
    } else {
        buf_str(out, " was used");
    }
}

static bool leaked_keys(struct answer *answer, struct hypothesis *h, struct err *err)
{
    struct lasting l = lasting_keys(answer);
    struct stmt *row;
    if (l.keys == 0)
        return true;
    write_keys(&l, &h->text);
    if (l.idle.count) {
        buf_str(&h->text, "; ");
        phrase_number(&h->text, (int64_t)l.idle.count);
        buf_str(&h->text, " had lain unused for 30 days or more");
    }
    buf_str(&h->text, l.keys == 1 ? ", which fits a key found in a public or shared place"
                                  : ", which fits keys found in a public or shared place");
    if (!db_stmt(answer->facts->db, QUERY_FACTS_QUARANTINE, &row, err))
        return false;
    int64_t quarantined;
    if (!stmt_run_int(row, 0, &quarantined, err))
        return false;
    buf_str(&h->text, quarantined
                          ? ". AWS put its quarantine policy on a user, as it does when a key is public"
                          : ". AWS's quarantine policy for public keys is not in the logs");
    if (l.used.count) {
        buf_str(&h->text, ". Against it: ");
        phrase_count(&h->text, (int64_t)l.used.count, "key was", "keys were");
        buf_str(&h->text, " in regular use by others");
    }
    buf_str(&h->text, ". Would settle it: AWS Health events on exposed keys, secret scans of repositories, "
                      "images and wikis.");
    add_all(&h->events, &l.idle, answer->arena);
    h->against = ids_of(&l.used, answer->arena);
    h->title = "leaked long-lived keys";
    h->confidence = quarantined ? CONFIDENCE_HIGH : l.owners.count > 1 ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    h->score = quarantined ? 100 : 40 + (int)(l.idle.count * 20 / l.keys) + (l.owners.count > 1 ? 10 : 0);
    add_all(&h->events, &l.unknown, answer->arena);
    if (h->events.count == 0)
        add_all(&h->events, &l.used, answer->arena);
    return true;
}

static bool taken_from_machines(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    struct lasting l = lasting_keys(answer);
    if (l.keys == 0)
        return true;
    write_keys(&l, &h->text);
    buf_str(&h->text,
            ", which also fits credential files lifted from developers' machines or a build server");
    if (l.used.count) {
        buf_str(&h->text, "; ");
        phrase_count(&h->text, (int64_t)l.used.count, "key was", "keys were");
        buf_str(&h->text, " in regular use by others, so on a working machine");
    }
    if (l.idle.count) {
        buf_str(&h->text, ". Against it: ");
        phrase_count(&h->text, (int64_t)l.idle.count, "key was", "keys were");
        buf_str(&h->text, " in use nowhere");
    }
    buf_str(&h->text, ". Would settle it: endpoint logs of the owners, and where each key was kept.");
    add_all(&h->events, &l.used, answer->arena);
    h->against = ids_of(&l.idle, answer->arena);
    h->title = "keys taken from developers' machines";
    h->confidence = CONFIDENCE_LOW;
    h->score = 35 + (int)(l.used.count * 20 / l.keys);
    add_all(&h->events, &l.unknown, answer->arena);
    if (h->events.count == 0)
        add_all(&h->events, &l.idle, answer->arena);
    return true;
}

static bool is_instance_use(const struct facts *facts, const struct fact *fact)
{
    const char *session = fact_name(facts, fact, FACT_SESSION)->type;
    const char *address = fact_name(facts, fact, FACT_ADDRESS)->type;
    return session && address && strcmp(session, "instance") == 0 && strcmp(address, "ip") == 0;
}

static bool instance_credentials(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    h->events = pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_instance_use);
    if (h->events.count == 0)
        return true;
    buf_str(&h->text, "The role credentials of an instance were used from an address of the attacker (");
    phrase_count(&h->text, (int64_t)h->events.count, "call", "calls");
    buf_str(&h->text,
            "), which fits a flaw in what runs on it that lets one read its metadata service. Would "
            "settle it: the instance's own logs, its web server first, and whether it takes IMDSv1.");
    h->title = "instance credentials used off the instance";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = 80;
    return true;
}

static bool is_sign_in(const struct facts *facts, const struct fact *fact)
{
    const char *api = fact_name(facts, fact, FACT_API)->label;
    return api && strcmp(api, "ConsoleLogin") == 0;
}

static bool is_weak_sign_in(const struct facts *facts, const struct fact *fact)
{
    return is_sign_in(facts, fact) && fact->outcome == FACT_SUCCESS && !(fact->flags & MFA);
}

static bool is_failed_sign_in(const struct facts *facts, const struct fact *fact)
{
    return is_sign_in(facts, fact) && fact->outcome != FACT_SUCCESS;
}

/* A user that the attacker made cannot be how they got in. */
static bool drop_own_users(struct answer *answer, struct pick *pick, struct err *err)
{
    struct groups users = pick_group(pick, answer->arena, FACT_PRINCIPAL);
    *pick = (struct pick){0};
    for (size_t i = 0; i < users.count; i++) {
        struct stmt *row;
        int64_t made;
        if (!db_stmt(answer->facts->db, QUERY_FACTS_DERIVED, &row, err))
            return false;
        stmt_text(row, ":kind", "principal");
        stmt_text(row, ":value", facts_name(answer->facts, FACT_PRINCIPAL, users.items[i].id)->value);
        if (!stmt_run_int(row, 0, &made, err))
            return false;
        if (!made)
            add_all(pick, &users.items[i].pick, answer->arena);
    }
    return true;
}

static bool console_sign_in(struct answer *answer, struct hypothesis *h, struct err *err)
{
    const struct pick *all = &answer->facts->attributed;
    struct pick failed = pick_where(answer->facts, all, answer->arena, is_failed_sign_in);
    h->events = pick_where(answer->facts, all, answer->arena, is_weak_sign_in);
    if (!drop_own_users(answer, &h->events, err))
        return false;
    if (h->events.count == 0)
        return true;
    phrase_count(&h->text, (int64_t)h->events.count, "console sign-in", "console sign-ins");
    buf_str(&h->text, " without MFA");
    if (failed.count) {
        buf_str(&h->text, ", and ");
        phrase_count(&h->text, (int64_t)failed.count, "that failed", "that failed");
    }
    buf_str(&h->text,
            failed.count > 5 ? ", which fits a guessed password" : ", which fits a password that was known");
    buf_str(&h->text, ". Would settle it: whether the password was reused or phished, and mail logs.");
    h->title = "console sign-in without MFA";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = failed.count > 5 ? 75 : 60;
    add_all(&h->events, &failed, answer->arena);
    return true;
}

static bool is_root(const struct facts *facts, const struct fact *fact)
{
    const char *type = fact_name(facts, fact, FACT_PRINCIPAL)->type;
    return type && strcmp(type, "Root") == 0;
}

static bool root_use(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    h->events = pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_root);
    if (h->events.count == 0)
        return true;
    buf_str(&h->text, "The root user acted for the attacker (");
    phrase_count(&h->text, (int64_t)h->events.count, "call", "calls");
    buf_str(&h->text,
            "): its password, its keys or its mailbox are known to them. Would settle it: the sign-in "
            "and mail history of the account's owner.");
    h->title = "root credentials";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = 85;
    return true;
}

static int by_score(const void *a, const void *b)
{
    const struct hypothesis *x = a, *y = b;
    return (y->score > x->score) - (y->score < x->score);
}

static void write_answer(struct answer *answer, const struct hypothesis *hypotheses, size_t count)
{
    struct words titles = {0};
    for (size_t i = 0; i < count; i++)
        if (hypotheses[i].score)
            words_add(&titles, answer->arena, hypotheses[i].title);
    buf_str(&answer->text, "Not provable from these logs");
    if (titles.count == 0) {
        buf_str(&answer->text, ", and the attributed calls point to no one way in.");
        return;
    }
    buf_fmt(&answer->text,
            ". %s: ", titles.count == 1 ? "One hypothesis fits" : "Hypotheses, the likeliest first");
    phrase_words(&answer->text, &titles, titles.count);
    buf_char(&answer->text, '.');
}

bool question_entry(struct answer *answer, struct err *err)
{
    static bool (*const ways[])(struct answer * answer, struct hypothesis * h, struct err * err) = {
        leaked_keys, taken_from_machines, instance_credentials, console_sign_in, root_use};
    struct hypothesis found[ARRAY_LEN(ways)] = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(ways); i++)
        ok = ways[i](answer, &found[i], err);
    qsort(found, ARRAY_LEN(found), sizeof *found, by_score);
    for (size_t i = 0; ok && i < ARRAY_LEN(found) && found[i].score; i++) {
        struct claim *claim =
            answer_claim(answer, &found[i].text, found[i].confidence, &found[i].events, NULL);
        claim->against = found[i].against.ids;
        claim->against_count = found[i].against.count;
    }
    write_answer(answer, found, ARRAY_LEN(found));
    answer_gap(answer, "Where the credentials were taken: CloudTrail shows their use, not their theft.");
    for (size_t i = 0; i < ARRAY_LEN(found); i++)
        buf_done(&found[i].text);
    return ok;
}
