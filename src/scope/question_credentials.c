// SPDX-License-Identifier: GPL-3.0-or-later
/* What credentials did the attacker have? One claim each, then roles, unused ones, undecided calls. */
#include "src/scope/question.h"

#include "src/scope/lineage_tree.h"
#include "src/scope/mark.h"
#include "src/scope/residue.h"

#include <string.h>

enum { ADDRESSES_SHOWN = 4, KEYS_SHOWN = 8, REST_TERMS_MAX = 400, LASTING_SHOWN = 4 };

static void write_addresses(const struct answer *answer, const struct pick *pick, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct words words = {0};
    struct groups groups = pick_group(pick, &arena, FACT_ADDRESS);
    for (size_t i = 0; i < groups.count; i++)
        if (groups.items[i].id)
            words_add(&words, &arena, facts_name(answer->facts, FACT_ADDRESS, groups.items[i].id)->value);
    if (words.count) {
        buf_str(out, " from ");
        phrase_words(out, &words, ADDRESSES_SHOWN);
    }
}

static void write_session_keys(const struct credential *c, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    if (c->dim != FACT_SESSION)
        return;
    struct groups keys = pick_group(&c->attributed, &arena, FACT_KEY);
    size_t count = 0;
    for (size_t i = 0; i < keys.count; i++)
        count += keys.items[i].id != 0;
    if (count > 0) {
        buf_str(out, ", with ");
        phrase_count(out, (int64_t)count, "temporary key", "temporary keys");
    }
}

static void write_origin(const struct credential *c, struct buf *out)
{
    const struct origin *o = &c->origin;
    if (!o->event_id)
        return;
    if (o->of_maker)
        buf_fmt(out, " The call that issued it is not in these logs; %s was made by %s",
                c->principal->label ? c->principal->label : "its owner", o->api);
    else
        buf_fmt(out, " It %s from %s", o->is_plausible ? "may have come" : "came", o->api);
    buf_fmt(out, " by %s", o->principal ? o->principal : "an unknown principal");
    if (o->key) {
        buf_str(out, " with ");
        phrase_key(out, o->key);
    }
    if (o->address && !(o->principal && strcmp(o->principal, o->address) == 0)) /* a service is both */
        buf_fmt(out, " at %s", o->address);
    buf_str(out, ", ");
    phrase_time(out, o->time_s);
    buf_str(out, o->is_attributed ? ", a call of the attacker." : ", a call that is not attributed");
    if (!o->is_attributed)
        buf_str(out, o->by_attacker ? ", for a principal that the attacker made." : ".");
}

static const char *during_query(struct answer *answer, const struct credential *c)
{
    char first[ISOTIME_SIZE], after[ISOTIME_SIZE];
    isotime_format(pick_first_s(&c->attributed), first);
    isotime_format(pick_last_s(&c->attributed) + 1, after);
    return arena_fmt(answer->arena, "%s !is:attributed !is:undecided since:%s until:%s", c->query, first,
                     after);
}

/* Whose the other calls are, the logs do not say: the owner's most often, or a service's in the session. */
static void write_others(struct answer *answer, const struct credential *c, struct buf *out)
{
    char after[ISOTIME_SIZE];
    isotime_format(pick_last_s(&c->attributed) + 1, after);
    const char *during = during_query(answer, c);
    const struct other_use *o = &c->others;
    if (o->during + o->after > 0) {
        buf_str(out, " Not attributed are ");
        if (o->during) {
            answer_count(answer, out, o->during, "call", "calls", during);
            buf_str(out, " with it between the attacker's first and last");
        }
        if (o->after) {
            buf_str(out, o->during ? " and " : "");
            answer_count(
                answer, out, o->after, "call", "calls",
                arena_fmt(answer->arena, "%s !is:attributed !is:undecided since:%s", c->query, after));
            buf_str(out, " after");
        }
        buf_str(out, o->from.count > 1 ? ", mostly from " : ", from ");
        phrase_words(out, &o->from, ADDRESSES_SHOWN);
        buf_char(out, '.');
    } else if (o->events > 0) {
        buf_str(out, " Its other calls all lie before.");
    } else {
        buf_str(out, " No other call with it is seen in these logs.");
    }
    if (c->undecided.count > 0) {
        buf_char(out, ' ');
        answer_count(answer, out, (int64_t)c->undecided.count, "call", "calls",
                     arena_fmt(answer->arena, "is:undecided %s", c->query));
        buf_str(out, " with it undecided.");
    }
}

static void write_words(const struct words *words, const char *lead, struct buf *out)
{
    if (words->count == 0)
        return;
    buf_str(out, lead);
    phrase_words(out, words, LASTING_SHOWN);
    buf_char(out, '.');
}

/* What lasts below a credential until somebody deletes it: what it made itself apart from the rest. */
static void write_lasting(const struct lineage_tree *tree, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct words made = {0}, later = {0};
    size_t depth = tree->nodes[tree->self].depth;
    for (size_t i = tree->self + 1; i < tree->count && tree->nodes[i].depth > depth; i++) {
        const struct lineage_node *node = &tree->nodes[i];
        if (node->state == LINEAGE_LASTS && !node->folded)
            words_add(node->depth == depth + 1 ? &made : &later, &arena,
                      node->label ? node->label : node->thing.value);
    }
    write_words(&made, " What was made with it lasts without it: ", out);
    write_words(&later,
                made.count ? " Further down its lineage these last as well: "
                           : " Further down its lineage these last without it: ",
                out);
}

/* What would go on working: itself, counted in *keys when it is a key, and what was made with it. */
static bool write_reach(struct answer *answer, const struct credential *c, size_t *keys, struct buf *out,
                        struct err *err)
{
    static const char *const kinds[FACT_DIM__COUNT] = {
        [FACT_KEY] = "key", [FACT_SESSION] = "session", [FACT_PRINCIPAL] = "principal"};
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    struct lineage_thing thing = {kinds[c->dim], c->name->value};
    if (!lineage_tree_load(&tree, answer->facts->db, &thing, ISOTIME_NONE, err))
        return false;
    const struct lineage_node *self = &tree.nodes[tree.self];
    if (self->state == LINEAGE_LASTS && c->dim == FACT_KEY) {
        buf_str(out, " It works until somebody deletes it.");
        ++*keys;
    } else if (self->state == LINEAGE_LIVE && self->until_s != ISOTIME_NONE) {
        buf_str(out, " It may work until ");
        phrase_time(out, self->until_s);
        buf_char(out, '.');
    } else if ((self->state == LINEAGE_DELETED || self->state == LINEAGE_DISABLED) &&
               self->until_s != ISOTIME_NONE) {
        buf_str(out, self->state == LINEAGE_DELETED ? " It was deleted " : " It was switched off ");
        phrase_time(out, self->until_s);
        buf_char(out, '.');
    }
    if (tree.lasting)
        write_lasting(&tree, out);
    if (tree.live) {
        buf_char(out, ' ');
        phrase_count(out, (int64_t)tree.live, "session", "sessions");
        buf_str(out, " opened with it may still work");
        if (tree.until_s != ISOTIME_NONE) {
            buf_str(out, ", until ");
            phrase_time(out, tree.until_s);
        }
        buf_char(out, '.');
    }
    return true;
}

static bool claim_credential(struct answer *answer, const struct credential *c, size_t *working,
                             struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    struct event_ids against;
    size_t denied = pick_outcome(&c->attributed, FACT_DENIED);
    char *full = arena_str(answer->arena, c->full);
    if (full[0] >= 'a' && full[0] <= 'z')
        full[0] = (char)(full[0] - 'a' + 'A');
    buf_fmt(&text, "%s: ", full);
    answer_count(answer, &text, (int64_t)c->attributed.count, "call", "calls",
                 answer_query(answer, c->query));
    if (denied) {
        buf_str(&text, " (");
        answer_number(answer, &text, (int64_t)denied,
                      arena_fmt(answer->arena, "is:attributed outcome:denied %s", c->query));
        buf_str(&text, " denied)");
    }
    write_addresses(answer, &c->attributed, &text);
    write_session_keys(c, &text);
    buf_str(&text, ", ");
    phrase_span(&text, pick_first_s(&c->attributed), pick_last_s(&c->attributed));
    buf_char(&text, '.');
    write_origin(c, &text);
    write_others(answer, c, &text);
    if (!write_reach(answer, c, working, &text, err))
        return false;
    answer_claim(answer, &text, CONFIDENCE_HIGH, &c->attributed, answer_query(answer, c->query));
    if (c->others.during == 0)
        return true;
    const int64_t window_s[2] = {pick_first_s(&c->attributed), pick_last_s(&c->attributed)};
    if (!credential_others(c, answer->facts, window_s, answer->arena, &against, err))
        return false;
    answer_against(
        answer, &against, c->others.during,
        "others used it between the attacker's first and last call, so some of these may be theirs",
        during_query(answer, c));
    return true;
}

static bool is_role_call(const struct facts *facts, const struct fact *fact)
{
    const char *api = fact_name(facts, fact, FACT_API)->label;
    return api && strncmp(api, "AssumeRole", strlen("AssumeRole")) == 0;
}

static bool is_success(const struct facts *facts UNUSED, const struct fact *fact)
{
    return fact->outcome == FACT_SUCCESS;
}

/* All that is attributed but what has a claim of its own. */
static const char *rest_query(struct answer *answer)
{
    CLEANUP(buf) struct buf query = {0};
    const struct credentials *all = answer->credentials;
    buf_str(&query, "is:attributed !(");
    for (size_t i = 0; i < all->claimed; i++)
        buf_fmt(&query, "%s%s", i ? " or " : "", all->items[i].query);
    buf_char(&query, ')');
    return all->claimed && all->claimed < REST_TERMS_MAX ? arena_str(answer->arena, buf_text(&query)) : NULL;
}

static void claim_rest(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    const struct credentials *all = answer->credentials;
    if (all->claimed == all->count)
        return;
    phrase_count(&text, (int64_t)(all->count - all->claimed), "more session", "more sessions");
    buf_str(&text, " or temporary credentials: ");
    answer_count(answer, &text, (int64_t)all->rest.count, "call", "calls", rest_query(answer));
    write_addresses(answer, &all->rest, &text);
    buf_str(&text, ", ");
    phrase_span(&text, pick_first_s(&all->rest), pick_last_s(&all->rest));
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, &all->rest, rest_query(answer));
}

static void claim_roles(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    struct pick tries = pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_role_call);
    struct pick got = pick_where(answer->facts, &tries, answer->arena, is_success);
    size_t denied = pick_outcome(&tries, FACT_DENIED);
    if (got.count > 0) {
        buf_str(&text, "Roles were assumed by ");
        answer_calls(answer, &text, &got, answer_query(answer, "outcome:success api:AssumeRole*"));
        if (got.count != pick_calls(&got))
            buf_str(&text, " (a call into another account leaves one in both)");
        buf_str(&text, "; ");
        answer_count(answer, &text, (int64_t)denied, "try was denied", "tries were denied",
                     answer_query(answer, "outcome:denied api:AssumeRole*"));
    } else if (tries.count > 0) {
        buf_str(&text, "No role was assumed: ");
        answer_count(answer, &text, (int64_t)tries.count, "try", "tries",
                     answer_query(answer, "api:AssumeRole*"));
        buf_str(&text, denied != tries.count ? ", none successful, "
                       : denied == 1         ? ", denied, "
                                             : ", all denied, ");
        answer_coverage(answer, &text);
    } else {
        buf_str(&text, "No role was assumed and none was tried, ");
        answer_coverage(answer, &text);
    }
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_HIGH, &tries, answer_query(answer, "api:AssumeRole*"));
}

static void claim_issued(struct answer *answer, const struct buf *text, const int64_t *events, size_t count)
{
    struct pick none = {0};
    struct claim *claim = answer_claim(answer, text, CONFIDENCE_HIGH, &none, NULL);
    claim->events = events;
    claim->event_count = count;
}

/* mark.events will not do: it leaves out calls that another mark, of the address say, decided first. */
static bool is_used(const struct facts *facts, const char *key)
{
    for (size_t i = 0; i < facts->names[FACT_KEY].count; i++)
        if (strcmp(facts->names[FACT_KEY].items[i].value, key) == 0)
            return true;
    return false;
}

/* A lasting key is worth a claim of its own; temporary ones are counted, most have run out. */
static bool claim_unused(struct answer *answer, struct err *err)
{
    CLEANUP(mark_list) struct mark_list marks = {0};
    if (!mark_list_load(&marks, answer->facts->db, err))
        return false;
    int64_t *temporary = arena_alloc(answer->arena, (marks.count + 1) * sizeof *temporary);
    size_t count = 0;
    for (size_t i = 0; i < marks.count; i++) {
        CLEANUP(buf) struct buf text = {0};
        const struct mark *mark = &marks.items[i];
        if (!mark->issued_by || mark->kind != MARK_KEY || is_used(answer->facts, mark->value))
            continue;
        if (strncmp(mark->value, "AKIA", 4) != 0) {
            temporary[count++] = mark->issued_by;
            continue;
        }
        int64_t *event = arena_alloc(answer->arena, sizeof *event);
        *event = mark->issued_by;
        buf_fmt(&text, "Access key %s %s, ", mark->value, mark->reason);
        phrase_time(&text, mark->since_s);
        buf_str(&text, ", and no call with it is seen ");
        answer_coverage(answer, &text);
        buf_str(&text, ": it may still be of use to them.");
        claim_issued(answer, &text, event, 1);
    }
    if (count > 0) {
        CLEANUP(buf) struct buf text = {0};
        phrase_count(&text, (int64_t)count, "temporary key was", "temporary keys were");
        buf_str(&text, " issued to the attacker and not used under that id in these logs.");
        claim_issued(answer, &text, temporary, count);
    }
    return true;
}

static void claim_undecided(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    const struct pick *undecided = &answer->facts->undecided;
    if (undecided->count == 0)
        return;
    answer_count(answer, &text, (int64_t)undecided->count, "call", "calls", "is:undecided");
    buf_str(&text, " of compromised things could be the attacker's or the owner's: undecided, ");
    phrase_span(&text, pick_first_s(undecided), pick_last_s(undecided));
    buf_char(&text, '.');
    answer_claim(answer, &text, CONFIDENCE_LOW, undecided, "is:undecided")->because =
        "nobody has decided yet whose these calls are";
}

struct tally {
    size_t lasting, idle, sessions, others;
    struct words owners;
    size_t working; /* lasting ones that nobody deleted or switched off */
    size_t passwords, passwords_working;
};

static bool is_password(const struct facts *facts, const struct fact *fact)
{
    const char *api = fact_name(facts, fact, FACT_API)->label;
    return api && fact->outcome == FACT_SUCCESS &&
           (strcmp(api, "CreateLoginProfile") == 0 || strcmp(api, "UpdateLoginProfile") == 0);
}

/* Console passwords that the attacker set; what became of them is only looked up when there are any. */
static bool count_passwords(struct answer *answer, struct tally *tally, struct err *err)
{
    CLEANUP(residue) struct residue_list list = {0};
    if (pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_password).count == 0)
        return true;
    if (!residue_load(&list, answer->facts->db, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        bool is_login = list.items[i].kind == RESIDUE_LOGIN;
        tally->passwords += is_login;
        tally->passwords_working += is_login && list.items[i].state != RESIDUE_UNDONE;
    }
    return true;
}

static struct tally count_kinds(struct answer *answer)
{
    struct tally tally = {0};
    for (size_t i = 0; i < answer->credentials->count; i++) {
        const struct credential *c = &answer->credentials->items[i];
        tally.lasting += c->long_lived;
        tally.idle += c->long_lived && c->idle;
        tally.sessions += c->dim == FACT_SESSION;
        tally.others += !c->long_lived && c->dim != FACT_SESSION;
        if (c->long_lived)
            words_add(&tally.owners, answer->arena, c->principal->value);
    }
    return tally;
}

/* "2 of the keys", "the password" */
static void write_part(struct buf *out, size_t working, size_t of, const char *one, const char *many)
{
    if (of == 1)
        buf_fmt(out, "the %s", one);
    else if (working == of && of == 2)
        buf_fmt(out, "both %s", many);
    else if (working == of)
        buf_fmt(out, "all %zu %s", of, many);
    else
        buf_fmt(out, "%zu of the %s", working, many);
}

static void write_working(const struct tally *tally, struct buf *out)
{
    size_t working = tally->working + tally->passwords_working;
    if (working == 0)
        return;
    buf_str(out, " As far as these logs show, ");
    if (tally->working)
        write_part(out, tally->working, tally->lasting, "key", "keys");
    if (tally->passwords_working) {
        buf_str(out, tally->working ? " and " : "");
        write_part(out, tally->passwords_working, tally->passwords, "password", "passwords");
    }
    buf_str(out, working == 1 ? " still works." : " still work.");
}

static void write_answer(struct answer *answer, const struct tally *tally)
{
    struct buf *out = &answer->text;
    const char *joint = "";
    if (tally->lasting) {
        answer_listed(answer, out, (int64_t)tally->lasting, "long-lived access key", "long-lived access keys",
                      "list CASE keys 'is:attributed key:AKIA*'");
        buf_str(out, " of ");
        answer_listed(answer, out, (int64_t)tally->owners.count, "user", "users",
                      "list CASE principals 'is:attributed key:AKIA*'");
        if (tally->lasting == 1)
            buf_str(out, tally->idle ? ", used by nobody else in the 30 days before" : "");
        else if (tally->idle)
            buf_fmt(out, ", %zu of them used by nobody else in the 30 days before", tally->idle);
        joint = "; ";
    }
    if (tally->sessions) {
        buf_str(out, joint);
        phrase_count(out, (int64_t)tally->sessions, "session", "sessions");
        joint = "; ";
    }
    if (tally->others) {
        buf_str(out, joint);
        phrase_count(out, (int64_t)tally->others, "other credential", "other credentials");
    }
    if (tally->passwords) {
        buf_str(out, joint);
        phrase_count(out, (int64_t)tally->passwords, "console password set", "console passwords set");
        joint = "; ";
    }
    if (!*joint)
        buf_str(out, "No credential: the attributed calls carry none");
    buf_char(out, '.');
    write_working(tally, out);
    struct pick tries = pick_where(answer->facts, &answer->facts->attributed, answer->arena, is_role_call);
    if (pick_outcome(&tries, FACT_SUCCESS) == 0) {
        buf_str(out, " No role was assumed");
        if (tries.count) {
            buf_str(out, " (");
            answer_count(answer, out, (int64_t)tries.count, "try failed", "tries failed",
                         answer_query(answer, "api:AssumeRole*"));
            buf_char(out, ')');
        }
        buf_char(out, '.');
    }
}

bool question_credentials(struct answer *answer, struct err *err)
{
    struct tally tally = count_kinds(answer);
    size_t made = 0;
    for (size_t i = 0; i < answer->credentials->claimed; i++) {
        made +=
            answer->credentials->items[i].long_lived && answer->credentials->items[i].origin.event_id != 0;
        if (!claim_credential(answer, &answer->credentials->items[i], &tally.working, err))
            return false;
    }
    claim_rest(answer);
    claim_roles(answer);
    if (!claim_unused(answer, err))
        return false;
    claim_undecided(answer);
    if (!count_passwords(answer, &tally, err))
        return false;
    write_answer(answer, &tally);
    if (made < tally.lasting)
        answer_gap(
            answer,
            "When and by whom %zu of the long-lived keys %s made: no CreateAccessKey of %s is in these "
            "logs. The IAM credential report gives their age.",
            tally.lasting - made, tally.lasting - made == 1 ? "was" : "were",
            tally.lasting - made == 1 ? "it" : "them");
    answer_gap(answer, "Keys the attacker holds and has not used: logs show use only.");
    return true;
}
