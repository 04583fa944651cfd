// SPDX-License-Identifier: GPL-3.0-or-later
/* How did they get in? Hypotheses that fit the attributed calls, each with what speaks against it. */
#include "src/scope/entry.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BONUS = 30, COVERAGE = '\x01' /* stands for the coverage in a text */ };

void entry_coverage(struct buf *out)
{
    buf_char(out, COVERAGE);
}

void entry_add(struct pick *to, const struct pick *from, struct arena *arena)
{
    for (size_t i = 0; i < from->count; i++)
        pick_add(to, arena, from->items[i]);
}

struct event_ids entry_ids(const struct pick *pick, struct arena *arena)
{
    int64_t *ids = arena_alloc(arena, (pick->count + 1) * sizeof *ids);
    for (size_t i = 0; i < pick->count; i++)
        ids[i] = pick->items[i]->event_id;
    return (struct event_ids){ids, pick->count};
}

bool entry_is_own_user(struct answer *answer, int64_t principal_id, bool *ret, struct err *err)
{
    struct stmt *row;
    int64_t made;
    if (!db_stmt(answer->facts->db, QUERY_FACTS_DERIVED, &row, err))
        return false;
    stmt_text(row, ":kind", "principal");
    stmt_text(row, ":value", facts_name(answer->facts, FACT_PRINCIPAL, principal_id)->value);
    if (!stmt_run_int(row, 0, &made, err))
        return false;
    *ret = made != 0;
    return true;
}

static int by_score(const void *a, const void *b)
{
    const struct hypothesis *x = a, *y = b;
    if (!x->score != !y->score)
        return x->score ? -1 : 1;
    if (x->confidence != y->confidence)
        return x->confidence < y->confidence ? -1 : 1;
    return (y->score > x->score) - (y->score < x->score);
}

static bool explains_first(const struct hypothesis *h, const struct fact *first)
{
    for (size_t i = 0; i < h->events.count; i++) {
        const struct fact *fact = h->events.items[i];
        if (fact == first ||
            (fact->ids[FACT_SESSION] != 0 && fact->ids[FACT_SESSION] == first->ids[FACT_SESSION]) ||
            (fact->ids[FACT_KEY] != 0 && fact->ids[FACT_KEY] == first->ids[FACT_KEY]))
            return true;
    }
    return false;
}

/* How the attacker got in is how they came first: what does not explain the first call is no surer than what
 * does. */
static void weigh_first(struct answer *answer, struct hypothesis *found, size_t count)
{
    const struct fact *first = answer->facts->attributed.items[0];
    enum confidence best = CONFIDENCE__COUNT;
    for (size_t i = 0; i < count; i++) {
        struct hypothesis *h = &found[i];
        if (!h->score || !explains_first(h, first))
            continue;
        h->score += FIRST_BONUS;
        best = h->confidence < best ? h->confidence : best;
    }
    for (size_t i = 0; i < count && best != CONFIDENCE__COUNT; i++)
        if (found[i].confidence < best)
            found[i].confidence = best;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The events for it, each once: a failure may be the attacker's and the user's at once. */
static struct event_ids all_events(const struct hypothesis *h, struct arena *arena)
{
    int64_t *ids = arena_alloc(arena, (h->more.count + h->events.count + 1) * sizeof *ids);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < h->more.count; i++)
        ids[count++] = h->more.ids[i];
    for (size_t i = 0; i < h->events.count; i++)
        ids[count++] = h->events.items[i]->event_id;
    if (count)
        qsort(ids, count, sizeof *ids, by_id);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || ids[i] != ids[i - 1])
            ids[kept++] = ids[i];
    return (struct event_ids){ids, kept};
}

static void write_against(struct answer *answer, const char *text, struct buf *out)
{
    buf_str(out, "Against it: ");
    for (; *text; text++)
        if (*text == COVERAGE)
            answer_coverage(answer, out);
        else
            buf_char(out, *text);
}

static void claim_hypothesis(struct answer *answer, const struct hypothesis *h, bool is_first)
{
    CLEANUP(buf) struct buf text = {0};
    struct pick none = {0};
    buf_str(&text, buf_text(&h->for_it));
    if (h->against_it.len)
        write_against(answer, buf_text(&h->against_it), &text);
    else
        buf_str(&text, "Nothing in these logs speaks against it. ");
    buf_fmt(&text, "Would settle it: %s.", h->settled_by);
    struct event_ids events = all_events(h, answer->arena);
    enum confidence confidence = h->confidence == CONFIDENCE_HIGH ? CONFIDENCE_MEDIUM : h->confidence;
    struct claim *claim = answer_claim(answer, &text, confidence, &none, NULL);
    claim->because = is_first ? "it fits best of the ways in that were looked at; these logs cannot prove it"
                              : "it fits as well or less; these logs cannot tell which way it was";
    claim->events = events.ids;
    claim->event_count = events.count;
    claim->numbers = h->numbers;
    claim->number_count = h->number_count;
    answer_against(answer, &h->against, (int64_t)h->against.count, h->against_why, NULL);
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

/* What a sentence counts goes with it to its claim, which is written when the order is known. */
static bool try_way(struct answer *answer, entry_way *way, struct hypothesis *h, struct err *err)
{
    bool ok = way(answer, h, err);
    h->numbers = answer->numbers;
    h->number_count = answer->number_count;
    answer->numbers = NULL;
    answer->number_count = answer->number_size = 0;
    return ok;
}

bool question_entry(struct answer *answer, struct err *err)
{
    static entry_way *const ways[] = {
        entry_leaked_keys, entry_taken_keys, entry_made_for_them, entry_instance, entry_role_session,
        entry_federation,  entry_trust,      entry_console,       entry_password, entry_root,
    };
    struct hypothesis found[ARRAY_LEN(ways)] = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(ways); i++)
        ok = try_way(answer, ways[i], &found[i], err);
    if (ok)
        weigh_first(answer, found, ARRAY_LEN(found));
    qsort(found, ARRAY_LEN(found), sizeof *found, by_score);
    for (size_t i = 0; ok && i < ARRAY_LEN(found) && found[i].score; i++)
        claim_hypothesis(answer, &found[i], i == 0);
    write_answer(answer, found, ARRAY_LEN(found));
    answer_gap(answer, "Where the credentials were taken: CloudTrail shows their use, not their theft.");
    for (size_t i = 0; i < ARRAY_LEN(found); i++) {
        buf_done(&found[i].for_it);
        buf_done(&found[i].against_it);
    }
    return ok;
}
