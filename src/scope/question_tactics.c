// SPDX-License-Identifier: GPL-3.0-or-later
/* A part of the third question: what the calls are by ATT&CK's tactics. */
#include "src/scope/question.h"

#include <string.h>

enum { TECHNIQUES_SHOWN = 12 };

/* The events of one tactic, and its techniques with their counts. */
struct in_tactic {
    struct pick pick;
    struct words techniques; /* "T1580 Cloud Infrastructure Discovery" */
};

static struct in_tactic gather_tactic(struct answer *answer, const struct groups *apis, const char *tactic)
{
    struct in_tactic in = {0};
    for (size_t i = 0; i < apis->count; i++) {
        const struct pick *pick = &apis->items[i].pick;
        const struct attack_api *row = fact_technique(answer->facts, pick->items[0]);
        if (!row || strcmp(row->tactic, tactic) != 0 || strcmp(row->technique->id, ATTACK_ACCOUNTS) == 0)
            continue;
        const char *name = arena_fmt(answer->arena, "%s %s", row->technique->id, row->technique->name);
        words_add_times(&in.techniques, answer->arena, name, (int64_t)pick->count);
        for (size_t f = 0; f < pick->count; f++)
            pick_add(&in.pick, answer->arena, pick->items[f]);
    }
    answer_sort(&in.pick);
    return in;
}

/* Guessing a password uses no account yet. */
static bool uses_account(const struct facts *facts, const struct fact *fact)
{
    const char *api = fact_name(facts, fact, FACT_API)->label;
    return fact->outcome == FACT_SUCCESS || !api || strcmp(api, "ConsoleLogin") != 0;
}

/* Whatever a call of the attacker's is besides, it uses an account that is somebody else's. */
static void claim_accounts(struct answer *answer)
{
    CLEANUP(buf) struct buf text = {0};
    const struct pick *all = &answer->facts->attributed;
    struct pick using = pick_where(answer->facts, all, answer->arena, uses_account);
    const char *query =
        using.count == all->count ? "is:attributed" : "is:attributed !(api:ConsoleLogin !outcome:success)";
    const struct attack_technique *accounts = attack_technique(answer->facts->attack, ATTACK_ACCOUNTS);
    struct words tactics = {0};
    for (const struct attack_tactic *tactic = attack_tactics; accounts && tactic->id; tactic++)
        if (attack_is_of(accounts, tactic))
            words_add(&tactics, answer->arena, arena_fmt(answer->arena, "%s (%s)", tactic->name, tactic->id));
    if (tactics.count == 0 || using.count == 0)
        return;
    buf_str(&text, "ATT&CK ");
    phrase_words(&text, &tactics, tactics.count);
    buf_fmt(&text, ": %s %s ×", accounts->id, accounts->name);
    answer_number(answer, &text, (int64_t) using.count, query);
    buf_fmt(&text, ", as %s made with credentials of the victim's accounts.",
            using.count == all->count ? "every call was" : "all but the sign-ins that failed were");
    answer_claim(answer, &text, CONFIDENCE_HIGH, &using, query);
}

void question_tactics(struct answer *answer)
{
    claim_accounts(answer);
    struct groups apis = pick_group(&answer->facts->attributed, answer->arena, FACT_API);
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++) {
        CLEANUP(buf) struct buf text = {0};
        struct in_tactic in = gather_tactic(answer, &apis, tactic->short_name);
        if (in.pick.count == 0)
            continue;
        buf_fmt(&text, "ATT&CK %s (%s): ", tactic->name, tactic->id);
        const char *query = answer_apis_query(answer, &in.pick, "is:attributed");
        answer_words(answer, &text, &in.techniques, TECHNIQUES_SHOWN, "technique", "is:attributed");
        size_t denied = pick_outcome(&in.pick, FACT_DENIED);
        if (denied == in.pick.count) {
            buf_str(&text, denied == 1 ? ", denied" : ", all denied");
        } else if (denied) {
            buf_str(&text, ", ");
            answer_number(answer, &text, (int64_t)denied,
                          query ? arena_fmt(answer->arena, "%s outcome:denied", query) : NULL);
            buf_str(&text, " of them denied");
        }
        buf_char(&text, '.');
        answer_claim(answer, &text, CONFIDENCE_MEDIUM, &in.pick, query)->because =
            "the logs have the calls, not what they were meant for";
    }
}
