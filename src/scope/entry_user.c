// SPDX-License-Identifier: GPL-3.0-or-later
/* Ways in by a person's login: the console without MFA or after failures, a password set anew, root. */
#include "src/scope/entry.h"

#include <string.h>

enum { MFA = 2, GUESSES = 5, NAMES_SHOWN = 4, ADDRESSES_SHOWN = 3, FAILED_MAX = 1000 };

static bool is_sign_in(const struct facts *facts, const struct fact *fact)
{
    const char *api = fact_name(facts, fact, FACT_API)->label;
    return api && strcmp(api, "ConsoleLogin") == 0;
}

static bool is_good_sign_in(const struct facts *facts, const struct fact *fact)
{
    return is_sign_in(facts, fact) && fact->outcome == FACT_SUCCESS;
}

static bool is_failed_sign_in(const struct facts *facts, const struct fact *fact)
{
    return is_sign_in(facts, fact) && fact->outcome != FACT_SUCCESS;
}

/* Sign-ins of the attacker as users that are not of their making. */
struct sign_ins {
    struct pick good, failed;
    struct words users,
        addresses; /* of those that failed in the day before, whoever they are attributed to */
    struct event_ids before;
    size_t with_mfa;
};

/* Failures of the same user in the day before the first success, from any address. */
static bool add_failures(struct answer *answer, const struct group *user, struct sign_ins *s, int64_t *ids,
                         struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    int64_t first_s = pick_first_s(&user->pick);
    if (!db_stmt(answer->facts->db, QUERY_FACTS_FAILED_SIGN_INS, &row, err))
        return false;
    stmt_int(row, ":principal", user->id);
    stmt_int(row, ":from_s", first_s - DAY_S);
    stmt_int(row, ":until_s", first_s);
    while ((end = stmt_step(row, err)) == STMT_ROW && s->before.count < FAILED_MAX) {
        ids[s->before.count++] = stmt_get_int(row, 0);
        const char *address = stmt_get_text(row, 1, NULL);
        words_add(&s->addresses, answer->arena, address ? address : "no address");
    }
    stmt_clear(row);
    return end != STMT_ERR;
}

static bool find_sign_ins(struct answer *answer, struct sign_ins *s, struct err *err)
{
    const struct pick *all = &answer->facts->attributed;
    struct pick good = pick_where(answer->facts, all, answer->arena, is_good_sign_in);
    struct groups users = pick_group(&good, answer->arena, FACT_PRINCIPAL);
    int64_t *ids = arena_alloc(answer->arena, (FAILED_MAX + 1) * sizeof *ids);
    *s = (struct sign_ins){.before.ids = ids};
    for (size_t i = 0; i < users.count; i++) {
        bool own;
        if (!entry_is_own_user(answer, users.items[i].id, &own, err))
            return false;
        if (own)
            continue;
        const char *name = facts_name(answer->facts, FACT_PRINCIPAL, users.items[i].id)->label;
        words_add(&s->users, answer->arena, name ? name : "an unknown user");
        entry_add(&s->good, &users.items[i].pick, answer->arena);
        if (!add_failures(answer, &users.items[i], s, ids, err))
            return false;
    }
    for (size_t i = 0; i < s->good.count; i++)
        s->with_mfa += (s->good.items[i]->flags & MFA) != 0;
    s->failed = pick_where(answer->facts, all, answer->arena, is_failed_sign_in);
    return true;
}

static void write_sign_ins(struct answer *answer, const struct sign_ins *s, size_t failed, struct buf *out)
{
    struct event_ids good = entry_ids(&s->good, answer->arena), own = entry_ids(&s->failed, answer->arena);
    const struct event_ids *failures = s->before.count > own.count ? &s->before : &own;
    answer_count(answer, out, (int64_t)s->good.count, "console sign-in", "console sign-ins",
                 answer_ids(answer, good.ids, good.count));
    buf_str(out, " as ");
    phrase_words(out, &s->users, NAMES_SHOWN);
    buf_str(out, s->with_mfa ? ", " : ", without MFA, ");
    phrase_span(out, pick_first_s(&s->good), pick_last_s(&s->good));
    if (failed) {
        buf_str(out, ", after ");
        answer_count(answer, out, (int64_t)failed, "failure", "failures",
                     answer_ids(answer, failures->ids, failures->count));
        if (s->addresses.count) {
            buf_str(out, " from ");
            phrase_words(out, &s->addresses, ADDRESSES_SHOWN);
        }
    }
    buf_str(out, failed > GUESSES ? ", which fits a guessed password. "
                                  : ", which fits a password that was known. ");
}

bool entry_console(struct answer *answer, struct hypothesis *h, struct err *err)
{
    struct sign_ins s;
    if (!find_sign_ins(answer, &s, err))
        return false;
    size_t failed = s.before.count > s.failed.count ? s.before.count : s.failed.count;
    bool after_failures = failed > 0, weak = s.with_mfa < s.good.count;
    if (s.good.count == 0 || (!weak && !after_failures))
        return true;
    write_sign_ins(answer, &s, failed, &h->for_it);
    if (s.with_mfa) {
        phrase_count(&h->against_it, (int64_t)s.with_mfa, "sign-in", "sign-ins");
        buf_str(&h->against_it, " passed MFA: the second factor was known or approved too. ");
    }
    if (failed == 0) {
        buf_str(&h->against_it, "No failed sign-in came before, ");
        entry_coverage(&h->against_it);
        buf_str(&h->against_it, ": the password was not guessed here. ");
    }
    h->events = s.good;
    entry_add(&h->events, &s.failed, answer->arena);
    h->more = s.before;
    h->title = failed > GUESSES ? "console password guessed"
               : weak           ? "console sign-in without MFA"
                                : "console sign-in after failures";
    h->settled_by = "whether the password was reused or phished: mail logs, breach lists, the user";
    h->confidence = failed > GUESSES ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
    h->score = failed > GUESSES ? 85 : weak ? 64 : 55;
    return true;
}

/* A password that somebody not known as the attacker set or recovered before the first sign-in. */
bool entry_password(struct answer *answer, struct hypothesis *h, struct err *err)
{
    struct sign_ins s;
    if (!find_sign_ins(answer, &s, err))
        return false;
    struct groups users = pick_group(&s.good, answer->arena, FACT_PRINCIPAL);
    int64_t *ids = arena_alloc(answer->arena, (users.count + 1) * sizeof *ids);
    for (size_t i = 0; i < users.count; i++) {
        const struct fact_name *user = facts_name(answer->facts, FACT_PRINCIPAL, users.items[i].id);
        int64_t first_s = pick_first_s(&users.items[i].pick);
        struct stmt *row;
        if (!db_stmt(answer->facts->db, QUERY_FACTS_PASSWORDS, &row, err))
            return false;
        stmt_text(row, ":principal", user->value);
        stmt_int(row, ":from_s", first_s - ENTRY_BEFORE_S);
        stmt_int(row, ":until_s", first_s);
        enum stmt_end end = stmt_step(row, err);
        if (end == STMT_ROW) {
            const char *by = stmt_get_text(row, 3, NULL), *address = stmt_get_text(row, 4, NULL);
            buf_fmt(&h->for_it, "The password of %s was set by %s of %s at %s ",
                    user->label ? user->label : "a user", stmt_get_text(row, 2, NULL), by ? by : "somebody",
                    address ? address : "an unknown address");
            phrase_length(&h->for_it, first_s - stmt_get_int(row, 1));
            buf_str(&h->for_it, " before the attacker signed in. ");
            ids[h->more.count++] = stmt_get_int(row, 0);
            entry_add(&h->events, &users.items[i].pick, answer->arena);
        }
        stmt_clear(row);
        if (end == STMT_ERR)
            return false;
    }
    if (h->more.count == 0)
        return true;
    h->more.ids = ids;
    buf_str(&h->against_it, "The call that set it is not attributed; the owner may have done it. ");
    h->title = "password reset";
    h->settled_by = "asking the owner and the help desk, and the mailbox that recovery mail went to";
    h->confidence = CONFIDENCE_LOW;
    h->score = 58;
    return true;
}

static bool is_root(const struct facts *facts, const struct fact *fact)
{
    const char *type = fact_name(facts, fact, FACT_PRINCIPAL)->type;
    return type && strcmp(type, "Root") == 0;
}

bool entry_root(struct answer *answer, struct hypothesis *h, struct err *err UNUSED)
{
    h->events = pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_root);
    if (h->events.count == 0)
        return true;
    bool first = h->events.items[0] == answer->facts->attributed.items[0];
    buf_str(&h->for_it, "The root user acted for the attacker (");
    struct event_ids ids = entry_ids(&h->events, answer->arena);
    answer_count(answer, &h->for_it, (int64_t)h->events.count, "call", "calls",
                 answer_ids(answer, ids.ids, ids.count));
    buf_str(&h->for_it, "): its password, its keys or its mailbox are known to them. ");
    if (!first)
        buf_str(&h->against_it,
                "Other credentials were used before it: root may be what they got, not how. ");
    h->title = "root credentials";
    h->settled_by = "the sign-in and mail history of the account's owner";
    h->confidence = CONFIDENCE_MEDIUM;
    h->score = first ? 88 : 60;
    return true;
}
