// SPDX-License-Identifier: GPL-3.0-or-later
/* How long? The whole span, then each credential with its last use by others before. */
#include "src/scope/question.h"

#include "src/scope/residue.h"
#include "src/scope/residue_text.h"

#include <string.h>

/* When the logs begin less than this before the first attributed call, the access may well be older. */
enum { SHORT_HISTORY_S = RECENT_DAYS * DAY_S };

static int64_t history_s(const struct answer *answer)
{
    return pick_first_s(&answer->facts->attributed) - answer->facts->first_s;
}

/* What others did with it in the 30 days before. */
static const char *recent_query(struct answer *answer, const struct credential *c)
{
    int64_t first_s = pick_first_s(&c->attributed);
    char from[ISOTIME_SIZE], first[ISOTIME_SIZE];
    isotime_format(first_s - SHORT_HISTORY_S, from);
    isotime_format(first_s, first);
    return arena_fmt(answer->arena, "%s !is:attributed !is:undecided since:%s until:%s", c->query, from,
                     first);
}

static void write_idle(struct answer *answer, const struct credential *c, struct buf *out)
{
    int64_t first_s = pick_first_s(&c->attributed), known_s = first_s - answer->facts->first_s;
    if (c->origin.by_attacker) {
        buf_str(out, " It was the attacker's from its start.");
    } else if (!c->long_lived && c->origin.event_id && c->others.recent == 0) {
        buf_str(out, " It was issued ");
        phrase_length(out, first_s - c->origin.time_s);
        buf_str(out, " before the attacker's first call with it.");
    } else if (c->others.recent > 0) {
        buf_str(out, " Others used it in the 30 days before, ");
        answer_count(answer, out, c->others.recent, "call", "calls", recent_query(answer, c));
        buf_str(out, ", the last ");
        phrase_length(out, first_s - c->others.before_s);
        buf_str(out, " before.");
    } else if (known_s < SHORT_HISTORY_S) {
        buf_str(out, " Used by nobody else before, but the logs begin only ");
        phrase_length(out, known_s);
        buf_str(out, " earlier.");
    } else {
        buf_str(out, " Used by nobody else in the 30 days before");
        buf_str(out, " in these logs");
        if (c->others.before_s != ISOTIME_NONE) {
            buf_str(out, "; the last use by others was ");
            phrase_time(out, c->others.before_s);
            buf_str(out, ", ");
            phrase_length(out, first_s - c->others.before_s);
            buf_str(out, " before.");
        } else {
            buf_str(out, ", nor earlier: they reach back ");
            phrase_length(out, known_s);
            buf_char(out, '.');
        }
    }
}

static bool claim_credential(struct answer *answer, const struct credential *c, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    struct event_ids against;
    buf_fmt(&text, "%s: ", c->text);
    phrase_span(&text, pick_first_s(&c->attributed), pick_last_s(&c->attributed));
    buf_char(&text, '.');
    write_idle(answer, c, &text);
    answer_claim(answer, &text, c->others.recent ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH, &c->attributed,
                 answer_query(answer, c->query));
    if (c->others.recent == 0)
        return true;
    int64_t first_s = pick_first_s(&c->attributed);
    const int64_t window_s[2] = {first_s - SHORT_HISTORY_S, first_s - 1};
    if (!credential_others(c, answer->facts, window_s, answer->arena, &against, err))
        return false;
    answer_against(
        answer, &against, c->others.recent,
        "others used it in the 30 days before, and some of that may have been the attacker already",
        recent_query(answer, c));
    return true;
}

static void claim_overall(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    const struct pick *all = &answer->facts->attributed;
    buf_str(&text, "The attacker's calls run from ");
    phrase_time(&text, pick_first_s(all));
    buf_str(&text, " to ");
    phrase_time(&text, pick_last_s(all));
    buf_str(&text, ". The logs go on for ");
    phrase_length(&text, answer->facts->last_s - pick_last_s(all));
    buf_str(&text, " after that and begin ");
    phrase_length(&text, history_s(answer));
    buf_str(&text, " before.");
    answer_claim(answer, &text, CONFIDENCE_HIGH, all, "is:attributed");
}

static void claim_idle(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    struct pick first_uses = {0};
    size_t idle = 0, lasting = 0;
    for (size_t i = 0; i < answer->credentials->count; i++) {
        const struct credential *c = &answer->credentials->items[i];
        if (!c->long_lived)
            continue;
        lasting++;
        if (!c->idle)
            continue;
        idle++;
        pick_add(&first_uses, answer->arena, c->attributed.items[0]);
    }
    if (idle == 0 || lasting < 2)
        return;
    phrase_number(&text, (int64_t)idle);
    buf_str(&text, " of ");
    phrase_count(&text, (int64_t)lasting, "key was", "keys were");
    buf_str(&text, " used by nobody in the 30 days before, ");
    answer_coverage(answer, &text);
    buf_str(&text, ": that fits keys found shortly before, and does not prove it, as an attacker may wait.");
    answer_claim(answer, &text, CONFIDENCE_MEDIUM, &first_uses, NULL)->because =
        "an attacker may hold a key and wait";
}

/* The last time that somebody else withdrew access which the attacker had made, and the attacker called on.
 */
struct comeback {
    const struct residue *withdrawn;
    struct pick after; /* the attributed calls since */
};

static bool gives_access(const struct facts *facts, const struct fact *fact)
{
    static const char *const apis[] = {"CreateAccessKey", "CreateLoginProfile", "CreateUser", "CreateRole"};
    const char *api = fact_name(facts, fact, FACT_API)->label;
    for (size_t i = 0; api && fact->outcome == FACT_SUCCESS && i < ARRAY_LEN(apis); i++)
        if (strcmp(api, apis[i]) == 0)
            return true;
    return false;
}

static bool is_access(enum residue_kind kind)
{
    return kind == RESIDUE_ACCESS_KEY || kind == RESIDUE_LOGIN || kind == RESIDUE_USER ||
           kind == RESIDUE_ROLE;
}

static struct comeback find_comeback(struct answer *answer, const struct residue_list *list)
{
    struct comeback ret = {0};
    const struct pick *all = &answer->facts->attributed;
    for (size_t i = 0; i < list->count; i++) {
        const struct residue *r = &list->items[i];
        if (is_access(r->kind) && r->state == RESIDUE_UNDONE && r->ended.event_id && !r->ended.is_attacker &&
            r->ended.time_s < pick_last_s(all) &&
            (!ret.withdrawn || r->ended.time_s > ret.withdrawn->ended.time_s))
            ret.withdrawn = r;
    }
    for (size_t i = 0; ret.withdrawn && i < all->count; i++)
        if (all->items[i]->time_s > ret.withdrawn->ended.time_s)
            pick_add(&ret.after, answer->arena, all->items[i]);
    return ret;
}

/* By what they came: a service that opens a session does not say who set it off. */
static void write_means(struct answer *answer, const struct fact *first, struct buf *out)
{
    for (size_t i = 0; i < answer->credentials->count; i++) {
        const struct credential *c = &answer->credentials->items[i];
        if (c->id != first->ids[c->dim])
            continue;
        buf_fmt(out, " with %s.", c->text);
        if (!c->origin.principal || !strstr(c->origin.principal, ".amazonaws.com"))
            return;
        buf_fmt(out, " %s opened it", c->origin.principal);
        buf_str(out, c->origin.by_attacker ? ", for a principal that the attacker made" : "");
        buf_str(out, "; who set the service off these calls do not tell.");
        answer_gap(
            answer,
            "Who set off %s %s: that is a data event of the service, such as Invoke, or in its own logs.",
            c->origin.principal, "to open the session the attacker came back with");
        return;
    }
    buf_char(out, '.');
}

static bool claim_comeback(struct answer *answer, struct err *err)
{
    CLEANUP(residue) struct residue_list list = {0};
    CLEANUP(buf) struct buf text = {0};
    char since[ISOTIME_SIZE];
    if (pick_where(answer->facts, &answer->facts->attributed, answer->arena, gives_access).count == 0)
        return true;
    if (!residue_load(&list, answer->facts->db, err))
        return false;
    struct comeback back = find_comeback(answer, &list);
    if (back.after.count == 0)
        return true;
    const struct residue_act *ended = &back.withdrawn->ended;
    const char *by = ended->session ? ended->session : ended->principal ? ended->principal : "somebody";
    const char *query =
        arena_fmt(answer->arena, "is:attributed since:%s", isotime_format(ended->time_s + 1, since));
    residue_text_who(&text, ended);
    buf_fmt(&text, "%s withdrew the ", text.len ? "" : "Somebody");
    buf_fmt(&text, "%s ", residue_kinds[back.withdrawn->kind].one);
    residue_text(&text, back.withdrawn);
    buf_fmt(&text, " (%s) ", ended->api);
    phrase_time(&text, ended->time_s);
    buf_str(&text, ". The attacker came back ");
    phrase_length(&text, pick_first_s(&back.after) - ended->time_s);
    buf_str(&text, " later, ");
    answer_count(answer, &text, (int64_t)back.after.count, "call", "calls", query);
    buf_str(&text, ", the first ");
    phrase_time(&text, pick_first_s(&back.after));
    write_means(answer, back.after.items[0], &text);
    answer_claim(answer, &text, CONFIDENCE_HIGH, &back.after, query);
    buf_str(&answer->text, " They came back ");
    phrase_time(&answer->text, pick_first_s(&back.after));
    buf_fmt(&answer->text, ", after %s had withdrawn access of theirs ", by);
    phrase_time(&answer->text, ended->time_s);
    return buf_char(&answer->text, '.');
}

bool question_duration(struct answer *answer, struct err *err)
{
    const struct pick *all = &answer->facts->attributed;
    struct buf *out = &answer->text;
    bool is_short = history_s(answer) < SHORT_HISTORY_S;
    claim_overall(answer);
    claim_idle(answer);
    for (size_t i = 0; i < answer->credentials->claimed; i++)
        if (!claim_credential(answer, &answer->credentials->items[i], err))
            return false;
    if (pick_last_s(all) == pick_first_s(all)) {
        buf_str(out, is_short ? "At least a moment" : "A moment");
    } else {
        buf_str(out, is_short ? "At least " : "");
        phrase_length(out, pick_last_s(all) - pick_first_s(all));
    }
    buf_str(out, ", ");
    phrase_span(out, pick_first_s(all), pick_last_s(all));
    buf_str(out, " (UTC), as far as their use shows.");
    if (is_short) {
        buf_str(out, " The logs begin only ");
        phrase_length(out, history_s(answer));
        buf_str(out, " before the first call.");
        answer_gap(answer, "Whether the access is older: logs from before this case would tell.");
    }
    if (!claim_comeback(answer, err))
        return false;
    answer_gap(answer,
               "Since when the attacker held the credentials: only their use is logged, not their theft.");
    return true;
}
