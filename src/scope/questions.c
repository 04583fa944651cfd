// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/questions.h"

#include "src/model/filter.h"
#include "src/scope/question.h"
#include "src/scope/wording.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { QUERY_IDS_MAX = 400 };

const char *const confidence_names[] = {
    [CONFIDENCE_HIGH] = "high",
    [CONFIDENCE_MEDIUM] = "medium",
    [CONFIDENCE_LOW] = "low",
};

const char *const confidence_meanings[] = {
    [CONFIDENCE_HIGH] = "the events named show it, and no event of others speaks against it.",
    [CONFIDENCE_MEDIUM] = "the events named fit it, but another reading does too, or others' events do not.",
    [CONFIDENCE_LOW] = "it is one reading of several, and others fit as well or better.",
};

const char *claim_because(const struct claim *claim)
{
    static const char *const usual[] = {
        [CONFIDENCE_HIGH] = "the events show it",
        [CONFIDENCE_MEDIUM] = "the events fit it, other readings are left",
        [CONFIDENCE_LOW] = "other readings fit as well",
    };
    if (claim->own_id)
        return "the analyst's judgement";
    if (claim->because)
        return claim->because;
    return claim->against_total && claim->against_why ? claim->against_why : usual[claim->confidence];
}

const char *const question_names[] = {
    [QUESTION_CREDENTIALS] = "credentials",
    [QUESTION_DURATION] = "duration",
    [QUESTION_ACTIONS] = "actions",
    [QUESTION_ENTRY] = "entry",
};

static const struct {
    const char *title;
    bool (*answer)(struct answer *answer, struct err *err);
} table[QUESTION__COUNT] = {
    [QUESTION_CREDENTIALS] = {"What credentials did the attacker have?", question_credentials},
    [QUESTION_DURATION] = {"How long did they have them?", question_duration},
    [QUESTION_ACTIONS] = {"What did they do?", question_actions},
    [QUESTION_ENTRY] = {"How did they get in?", question_entry},
};

static const int64_t *ids_of(const struct pick *pick, struct arena *arena)
{
    int64_t *ids = arena_alloc(arena, (pick->count + 1) * sizeof *ids);
    for (size_t i = 0; i < pick->count; i++)
        ids[i] = pick->items[i]->event_id;
    return ids;
}

struct claim *answer_claim(struct answer *answer, const struct buf *text, enum confidence confidence,
                           const struct pick *events, const char *query)
{
    if (answer->claim_count == answer->claim_size) {
        size_t size = 2 * answer->claim_size + 16;
        struct claim *grown = arena_zero(answer->arena, size, sizeof *grown);
        if (answer->claim_count)
            memcpy(grown, answer->claims, answer->claim_count * sizeof *grown);
        answer->claims = grown;
        answer->claim_size = size;
    }
    struct claim *claim = &answer->claims[answer->claim_count++];
    const struct claim_number *numbers = answer->numbers;
    size_t number_count = answer->number_count;
    answer->numbers = NULL;
    answer->number_count = answer->number_size = 0;
    *claim = (struct claim){
        .text = arena_str(answer->arena, buf_text(text)),
        .confidence = confidence,
        .events = ids_of(events, answer->arena),
        .event_count = events->count,
        .query = query,
        .numbers = numbers,
        .number_count = number_count,
    };
    return claim;
}

static void keep_number(struct answer *answer, struct claim_number number)
{
    if (!number.query && !number.command)
        return;
    if (answer->number_count == answer->number_size) {
        size_t size = 2 * answer->number_size + 4;
        struct claim_number *grown = arena_zero(answer->arena, size, sizeof *grown);
        if (answer->number_count)
            memcpy(grown, answer->numbers, answer->number_count * sizeof *grown);
        answer->numbers = grown;
        answer->number_size = size;
    }
    answer->numbers[answer->number_count++] = number;
}

void answer_number(struct answer *answer, struct buf *out, int64_t count, const char *query)
{
    keep_number(answer, (struct claim_number){.value = count, .query = query, .at = out->len});
    phrase_number(out, count);
}

void answer_count(struct answer *answer, struct buf *out, int64_t count, const char *one, const char *many,
                  const char *query)
{
    keep_number(answer, (struct claim_number){.value = count, .query = query, .at = out->len});
    phrase_count(out, count, one, many);
}

void answer_mention(struct answer *answer, struct claim_number number)
{
    keep_number(answer, number);
}

void answer_listed(struct answer *answer, struct buf *out, int64_t count, const char *one, const char *many,
                   const char *command)
{
    keep_number(answer, (struct claim_number){.value = count, .command = command, .at = out->len});
    phrase_count(out, count, one, many);
}

void answer_gap(struct answer *answer, const char *fmt, ...)
{
    if (answer->gap_count == answer->gap_size) {
        size_t size = 2 * answer->gap_size + 8;
        const char **grown = arena_alloc(answer->arena, size * sizeof *grown);
        if (answer->gap_count)
            memcpy(grown, answer->gaps, answer->gap_count * sizeof *grown);
        answer->gaps = grown;
        answer->gap_size = size;
    }
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    answer->gaps[answer->gap_count++] = arena_str(answer->arena, text);
}

void answer_calls(struct answer *answer, struct buf *out, const struct pick *pick, const char *query)
{
    size_t calls = pick_calls(pick);
    if (calls == pick->count) {
        answer_count(answer, out, (int64_t)calls, "call", "calls", query);
        return;
    }
    phrase_count(out, (int64_t)calls, "call", "calls");
    buf_str(out, " in ");
    answer_count(answer, out, (int64_t)pick->count, "event", "events", query);
}

/* A technique stands for its parts too, T1485 for T1485.001: those among the words count by themselves. */
static const char *word_query(struct answer *answer, const char *query, const char *field,
                              const struct words *words, size_t at)
{
    CLEANUP(buf) struct buf out = {0};
    size_t len = strcspn(words->items[at], " ");
    buf_fmt(&out, "%s ", query);
    filter_append_term(&out, field, arena_fmt(answer->arena, "%.*s", (int)len, words->items[at]));
    for (size_t i = 0; i < words->count; i++) {
        const char *other = words->items[i];
        if (i == at || strncmp(other, words->items[at], len) != 0 || other[len] != '.')
            continue;
        buf_str(&out, " !");
        filter_append_term(&out, field, arena_fmt(answer->arena, "%.*s", (int)strcspn(other, " "), other));
    }
    return arena_str(answer->arena, buf_text(&out));
}

void answer_words(struct answer *answer, struct buf *out, const struct words *words, size_t max,
                  const char *field, const char *query)
{
    size_t shown = words->count > max ? max : words->count;
    for (size_t i = 0; i < shown; i++) {
        buf_str(out, i == 0 ? "" : i + 1 == words->count ? " and " : ", ");
        buf_str(out, words->items[i]);
        if (words->counts[i] < 2)
            continue;
        buf_str(out, " ×");
        answer_number(answer, out, words->counts[i],
                      query ? word_query(answer, query, field, words, i) : NULL);
    }
    if (words->count > shown)
        buf_fmt(out, " and %zu more", words->count - shown);
}

const char *answer_ids(struct answer *answer, const int64_t *ids, size_t count)
{
    CLEANUP(buf) struct buf text = {0};
    if (count == 0 || count > QUERY_IDS_MAX)
        return NULL;
    buf_str(&text, "id:(");
    for (size_t i = 0; i < count; i++)
        buf_fmt(&text, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
    buf_char(&text, ')');
    return arena_str(answer->arena, buf_text(&text));
}

void answer_coverage(struct answer *answer, struct buf *out)
{
    if (answer->coverage_said) {
        buf_str(out, "in these logs");
    } else if (answer->coverage->row_count > 0) {
        coverage_phrase(answer->coverage, out);
    } else {
        buf_str(out, "in the logs of ");
        phrase_span(out, answer->facts->first_s, answer->facts->last_s);
    }
    answer->coverage_said = true;
}

void answer_against(struct answer *answer, const struct event_ids *events, int64_t total, const char *why,
                    const char *query)
{
    struct claim *claim = &answer->claims[answer->claim_count - 1];
    claim->against = events->ids;
    claim->against_count = events->count;
    claim->against_total = total;
    claim->against_why = why;
    claim->against_query = query;
    if (total > 0 && claim->confidence == CONFIDENCE_HIGH)
        claim->confidence = CONFIDENCE_MEDIUM; /* as confidence_meanings has it */
}

const char *answer_query(struct answer *answer, const char *terms)
{
    return arena_fmt(answer->arena, "is:attributed %s", terms);
}

/* What all questions are answered from. */
struct ground {
    struct credentials credentials;
    struct coverage coverage;
    struct wording_list own;
};

static void give_queries(struct answer *answer)
{
    for (size_t i = 0; i < answer->claim_count; i++) {
        struct claim *claim = &answer->claims[i];
        if (!claim->query)
            claim->query = answer_ids(answer, claim->events, claim->event_count);
        if (!claim->against_query)
            claim->against_query = answer_ids(answer, claim->against, claim->against_count);
    }
}

/* The analyst's claims stand after the computed ones. */
static bool add_own(struct answer *answer, struct question *question, enum question_id id,
                    const struct wording_list *own, struct err *err)
{
    struct pick none = {0};
    for (size_t i = 0; i < own->count; i++) {
        const struct wording *w = &own->items[i];
        CLEANUP(buf) struct buf text = {0};
        if (w->question != id)
            continue;
        if (!w->is_claim) {
            question->own_answer = arena_str(answer->arena, w->text);
            continue;
        }
        buf_str(&text, w->text);
        struct claim *claim = answer_claim(answer, &text, w->confidence, &none,
                                           w->query ? arena_str(answer->arena, w->query) : NULL);
        claim->own_id = w->id;
        if (w->query && !wording_events(answer->facts->db, w->query, answer->arena, &claim->events,
                                        &claim->event_count, err))
            return false;
    }
    return true;
}

static bool answer_one(struct questions *questions, enum question_id id, const struct ground *ground,
                       struct err *err)
{
    struct question *question = &questions->items[id];
    struct answer answer = {
        .facts = &questions->facts,
        .credentials = &ground->credentials,
        .coverage = &ground->coverage,
        .arena = &questions->facts.arena,
    };
    bool ok = true;
    if (questions->facts.attributed.count == 0)
        buf_str(&answer.text,
                "Nothing is attributed to the attacker yet: mark an address, a key or an event.");
    else
        ok = table[id].answer(&answer, err);
    const struct claim_number *numbers = answer.numbers; /* those after the last claim are of the answer */
    size_t number_count = answer.number_count;
    answer.numbers = NULL;
    answer.number_count = answer.number_size = 0;
    give_queries(&answer);
    ok = ok && add_own(&answer, question, id, &ground->own, err);
    *question = (struct question){
        .name = question_names[id],
        .title = table[id].title,
        .answer = arena_str(answer.arena, buf_text(&answer.text)),
        .own_answer = question->own_answer,
        .numbers = numbers,
        .number_count = number_count,
        .claims = answer.claims,
        .claim_count = answer.claim_count,
        .unanswerable = answer.gaps,
        .unanswerable_count = answer.gap_count,
    };
    buf_done(&answer.text);
    return ok || err_wrap(err, "answer '%s'", table[id].title);
}

bool questions_load(struct questions *ret, struct db *db, struct err *err)
{
    struct ground ground = {0};
    *ret = (struct questions){0};
    bool ok = facts_load(&ret->facts, db, err) &&
              credentials_load(&ground.credentials, &ret->facts, &ret->facts.arena, err) &&
              coverage_load(&ground.coverage, db, err) && wording_list_load(&ground.own, db, err);
    for (enum question_id id = 0; ok && id < QUESTION__COUNT; id++)
        ok = answer_one(ret, id, &ground, err);
    coverage_done(&ground.coverage);
    wording_list_done(&ground.own);
    if (!ok)
        questions_done(ret);
    return ok;
}

int64_t questions_meanwhile(const struct questions *questions, struct buf *filter)
{
    const struct question *question = &questions->items[QUESTION_CREDENTIALS];
    int64_t total = 0;
    for (size_t i = 0; i < question->claim_count; i++) {
        const struct claim *claim = &question->claims[i];
        if (claim->against_total == 0 || claim->against_query == NULL)
            continue;
        buf_fmt(filter, "%s(%s)", total ? " or " : "", claim->against_query);
        total += claim->against_total;
    }
    return total;
}

void questions_done(struct questions *questions)
{
    facts_done(&questions->facts);
    *questions = (struct questions){0};
}
