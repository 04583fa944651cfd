// SPDX-License-Identifier: GPL-3.0-or-later
/* The four questions: the answer, the claims it rests on, and the events for and against each. */
#include "src/report/section.h"

#include <inttypes.h>
#include <string.h>

enum { QUERY_SHOWN_MAX = 200 };

/* The events for a claim, or against it. */
struct proof {
    const char *label, *id;
    const int64_t *events;
    size_t count;
    int64_t total;     /* how many there are; events may be the latest of them */
    const char *query; /* gives them; NULL: none does */
};

static bool write_events(struct sheet *sheet, const struct proof *proof, struct err *err)
{
    if (proof->count == 0)
        return true;
    sheet_open(sheet, SHEET_ITEM, NULL);
    sheet_fmt(sheet, "%s, ", proof->label);
    if (proof->query)
        sheet_events(sheet, proof->id, proof->total, proof->query);
    else
        sheet_fmt(sheet, "%" PRId64, proof->total);
    sheet_text(sheet, proof->total == 1 ? " event: " : " events: ");
    if (!sheet_proof(sheet, proof->events, proof->count, err))
        return false;
    bool is_short = proof->query && strlen(proof->query) <= QUERY_SHOWN_MAX;
    if (!sheet->ops->has_links && is_short && proof->total > REPORT_PROOF_MAX) {
        CLEANUP(buf) struct buf command = {0};
        sheet_filter_text(sheet, proof->query, &command);
        sheet_text(sheet, ". All of them: ");
        sheet_styled(sheet, SHEET_CODE, buf_text(&command));
    }
    sheet_close(sheet, SHEET_ITEM);
    return true;
}

/* "scope CASE --format json | jq '.questions.actions.claims[2].text'": what says this text. */
static void source_of(struct sheet *sheet, const struct question *question, const char *id,
                      const char *member)
{
    CLEANUP(arena) struct arena arena = {0};
    sheet_source(
        sheet, id,
        arena_fmt(&arena, "scope CASE --format json | jq '.questions.%s.%s'", question->name, member));
}

static bool write_claim(struct sheet *sheet, const struct question *of, int question, size_t at,
                        struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct claim *claim = &of->claims[at - 1];
    const char *id = arena_fmt(&arena, "c%d-%zu", question, at);
    source_of(sheet, of, id, arena_fmt(&arena, "claims[%zu]", at - 1));
    sheet_open(sheet, SHEET_ITEM, id);
    sheet_text_numbers(sheet, id, claim->text, claim->numbers, claim->number_count);
    sheet_text(sheet, " ");
    sheet_styled(sheet, SHEET_FAINT,
                 arena_fmt(&arena, "(C%d.%zu; confidence %s: %s)", question, at,
                           confidence_names[claim->confidence], claim_because(claim)));
    const struct proof for_it = {"For it",           arena_fmt(&arena, "%s-for", id), claim->events,
                                 claim->event_count, (int64_t)claim->event_count,     claim->query};
    bool is_said = claim->against_why == claim_because(claim);
    const char *why = claim->against_why && !is_said
                          ? arena_fmt(&arena, "Against it (%s)", claim->against_why)
                          : "Against it";
    const struct proof against = {why,
                                  arena_fmt(&arena, "%s-against", id),
                                  claim->against,
                                  claim->against_count,
                                  claim->against_total,
                                  claim->against_query};
    sheet_open(sheet, SHEET_LIST, NULL);
    if (!write_events(sheet, &for_it, err) || !write_events(sheet, &against, err))
        return false;
    sheet_close(sheet, SHEET_LIST);
    sheet_close(sheet, SHEET_ITEM);
    return true;
}

void section_answer_text(struct sheet *sheet, const struct question *question, const char *id)
{
    source_of(sheet, question, id, "answer");
    sheet_text_numbers(sheet, id, question->answer, question->numbers, question->number_count);
    sheet_source(sheet, NULL, NULL);
}

void section_gap(struct sheet *sheet, const struct question *question, size_t at, const char *id)
{
    CLEANUP(arena) struct arena arena = {0};
    source_of(sheet, question, arena_fmt(&arena, "%s-%zu", id, at + 1),
              arena_fmt(&arena, "unanswerable[%zu]", at));
    sheet_text(sheet, question->unanswerable[at]);
    sheet_source(sheet, NULL, NULL);
}

void section_gaps(struct sheet *sheet, const struct question *question, const char *id)
{
    sheet_open(sheet, SHEET_LIST, NULL);
    for (size_t i = 0; i < question->unanswerable_count; i++) {
        sheet_open(sheet, SHEET_ITEM, NULL);
        section_gap(sheet, question, i, id);
        sheet_close(sheet, SHEET_ITEM);
    }
    sheet_close(sheet, SHEET_LIST);
}

static bool write_question(struct sheet *sheet, const struct question *question, int number, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    sheet_heading(sheet, 3, arena_fmt(&arena, "answer-%s", question->name),
                  arena_fmt(&arena, "%d. %s", number, question->title));
    if (question->own_answer) {
        sheet_source(sheet, NULL, NULL);
        sheet_paragraph(sheet, SHEET_ANSWER, question->own_answer);
    }
    sheet_open(sheet, question->own_answer ? SHEET_PARAGRAPH : SHEET_ANSWER, NULL);
    sheet_text(sheet, question->own_answer ? "These are the analyst's words. Computed: " : "");
    section_answer_text(sheet, question, arena_fmt(&arena, "a%d", number));
    sheet_close(sheet, question->own_answer ? SHEET_PARAGRAPH : SHEET_ANSWER);
    sheet_open(sheet, SHEET_CLAIMS, NULL);
    for (size_t i = 0; i < question->claim_count; i++)
        if (!write_claim(sheet, question, number, i + 1, err))
            return false;
    sheet_close(sheet, SHEET_CLAIMS);
    if (question->unanswerable_count) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "These logs cannot tell:");
        section_gaps(sheet, question, arena_fmt(&arena, "a%d-gap", number));
    }
    sheet_source(sheet, NULL, NULL);
    return true;
}

static void define_confidence(struct sheet *sheet)
{
    sheet_open(sheet, SHEET_NOTE, NULL);
    sheet_text(sheet, "Confidence is how well these logs carry a sentence.");
    for (enum confidence c = 0; c < CONFIDENCE__COUNT; c++) {
        CLEANUP(buf) struct buf name = {0};
        buf_fmt(&name, "%s:", confidence_names[c]);
        name.bytes[0] = (char)(name.bytes[0] - 'a' + 'A');
        sheet_text(sheet, " ");
        sheet_styled(sheet, SHEET_STRONG, buf_text(&name));
        sheet_fmt(sheet, " %s", confidence_meanings[c]);
    }
    sheet_text(sheet,
               " Beside each stands why. Whose a call is rests on the verdicts under Decisions, which say "
               "what each of them rests on.");
    sheet_close(sheet, SHEET_NOTE);
}

bool section_answers(struct sheet *sheet, struct err *err)
{
    define_confidence(sheet);
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        if (!write_question(sheet, &sheet->report->questions->items[id], (int)id + 1, err))
            return false;
    return true;
}
