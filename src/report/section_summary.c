// SPDX-License-Identifier: GPL-3.0-or-later
/* What a manager needs: what happened, whether it is over, what to do, what nobody knows. In plain words. */
#include "src/report/section.h"

#include "src/report/report_residue.h"

#include <string.h>

enum { DECISIONS_SHOWN = 4 };

static void open_point(struct sheet *sheet, const char *title)
{
    sheet_open(sheet, SHEET_ITEM, NULL);
    sheet_styled(sheet, SHEET_STRONG, title);
    sheet_text(sheet, " ");
}

/* "s-credentials" */
static const char *id_of(struct sheet *sheet, const char *prefix, const struct question *question)
{
    return arena_fmt(&sheet->arena, "%s-%s", prefix, question->name);
}

static void write_answer(struct sheet *sheet, enum question_id id)
{
    const struct question *question = &sheet->report->questions->items[id];
    open_point(sheet, question->title);
    if (question->own_answer)
        sheet_text(sheet, question->own_answer);
    else
        section_answer_text(sheet, question, id_of(sheet, "s", question));
    sheet_close(sheet, SHEET_ITEM);
}

static void write_left(struct sheet *sheet)
{
    CLEANUP(buf) struct buf left = {0};
    report_residue_short(sheet->report->residue, &left);
    open_point(sheet, "What is left of it?");
    sheet_source(sheet, "s-residue", REPORT_RESIDUE_COUNTS);
    sheet_text(sheet, buf_text(&left));
    sheet_source(sheet, NULL, NULL);
    sheet_close(sheet, SHEET_ITEM);
}

/* The logs tell until when they saw nothing more, which is not that there was nothing more. */
static void write_over(struct sheet *sheet)
{
    const struct facts *facts = &sheet->report->questions->facts;
    CLEANUP(buf) struct buf text = {0};
    if (facts->attributed.count == 0)
        return;
    int64_t last_s = pick_last_s(&facts->attributed);
    size_t contain = report_open_items(sheet->report, PHASE_CONTAIN);
    open_point(sheet, "Is it over?");
    buf_str(&text, "The attacker's last call in these logs is of ");
    phrase_time(&text, last_s);
    if (facts->last_s - last_s >= 60) {
        buf_str(&text, "; the logs go on for ");
        phrase_length(&text, facts->last_s - last_s);
        buf_str(&text, " without another.");
    } else {
        buf_str(&text, ", where the logs end, so they cannot tell.");
    }
    if (contain) {
        buf_str(&text, " It is not over as long as the ways in are open: ");
        phrase_count(&text, (int64_t)contain, "step closes", "steps close");
        buf_str(&text, " those that these logs show, listed first under Checklist.");
    } else {
        buf_str(&text, " The ways in that these logs show are closed.");
    }
    if (sheet->report->questions->items[QUESTION_ENTRY].unanswerable_count)
        buf_str(&text, " Where the credentials were taken is not proven: that way may be open still.");
    sheet_source(sheet, "s-over",
                 "checklist CASE --type json | jq 'map(select(.phase == \"contain\" and "
                 ".state == \"open\")) | length'");
    sheet_text(sheet, buf_text(&text));
    sheet_source(sheet, NULL, NULL);
    sheet_close(sheet, SHEET_ITEM);
}

/* What nobody can run: who reads this far is who decides it. */
static void write_decisions(struct sheet *sheet)
{
    const struct checklist *list = &sheet->report->checklist;
    size_t written = 0, total = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct checklist_item *item = &list->items[i];
        if (item->state != CHECKLIST_OPEN || item->recipe->phase == PHASE_HARDEN ||
            checklist_by(item) == CHECKLIST_BY_SCRIPT)
            continue;
        if (total++ >= DECISIONS_SHOWN)
            continue;
        sheet_text(sheet, written++ ? "; " : " To be decided by people, first of all: ");
        sheet->ops->link(sheet, arena_fmt(&sheet->arena, "item-%s", item->id), SHEET_PLAIN, item->action);
    }
    if (total > written) {
        sheet_source(
            sheet, "s-decide",
            "checklist CASE --type json | jq 'map(select(.state == \"open\" and .phase != \"harden\" and "
            "(.by_hand or .by_name))) | length'");
        sheet_text(sheet, "; in all ");
        sheet_fmt(sheet, "%zu", total);
        sheet_source(sheet, NULL, NULL);
    }
    sheet_text(sheet, total ? "." : "");
}

static void write_todo(struct sheet *sheet)
{
    static const char *const words[PHASE__COUNT] = {[PHASE_CONTAIN] = "close ways in",
                                                    [PHASE_PRESERVE] = "keep evidence",
                                                    [PHASE_ERADICATE] = "take away what was left",
                                                    [PHASE_RECOVER] = "bring back what works",
                                                    [PHASE_HARDEN] = "make it harder next time"};
    const struct checklist *list = &sheet->report->checklist;
    size_t written = 0;
    open_point(sheet, "What is to be done?");
    if (list->states[CHECKLIST_OPEN] == 0) {
        sheet_text(sheet, list->count ? "Nothing more: all steps are done."
                                      : "Nothing follows from what is marked.");
    } else {
        sheet_number(sheet, "s-open", (int64_t)list->states[CHECKLIST_OPEN],
                     "checklist CASE --type json | jq 'map(select(.state == \"open\")) | length'");
        sheet_text(sheet, list->states[CHECKLIST_OPEN] == 1 ? " step: " : " steps, in this order: ");
    }
    for (enum checklist_phase phase = 0; phase < PHASE__COUNT; phase++) {
        size_t open = report_open_items(sheet->report, phase);
        if (open == 0)
            continue;
        const char *name = checklist_phase_names[phase];
        sheet_text(sheet, written++ ? ", " : "");
        sheet_number(sheet, arena_fmt(&sheet->arena, "s-open-%s", name), (int64_t)open,
                     arena_fmt(&sheet->arena,
                               "checklist CASE --type json | jq 'map(select(.phase == \"%s\" and .state == "
                               "\"open\")) | length'",
                               name));
        sheet_fmt(sheet, " to %s", words[phase]);
    }
    sheet_text(sheet, written ? "." : "");
    write_decisions(sheet);
    sheet_close(sheet, SHEET_ITEM);
}

static void write_unknown(struct sheet *sheet)
{
    const struct facts *facts = &sheet->report->questions->facts;
    size_t written = 0;
    open_point(sheet, "What is not known?");
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &sheet->report->questions->items[id];
        if (question->unanswerable_count == 0)
            continue;
        sheet_text(sheet, written++ ? " " : "");
        section_gap(sheet, question, 0, id_of(sheet, "s-unknown", question));
    }
    if (facts->undecided.count) {
        sheet_text(sheet, written++ ? " " : "");
        sheet_events(sheet, "s-undecided", (int64_t)facts->undecided.count, "is:undecided");
        sheet_text(sheet, facts->undecided.count == 1
                              ? " call of a compromised credential may be the owner's or the attacker's."
                              : " calls of compromised credentials may be the owners' or the attacker's.");
    }
    sheet_text(sheet, written ? "" : "Nothing that these answers would need.");
    sheet_close(sheet, SHEET_ITEM);
}

/* --- figures at a glance --- */

static void figure(struct sheet *sheet, const char *title, const char *id, int64_t value, const char *filter,
                   const char *command)
{
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, title);
    if (filter)
        sheet_events_cell(sheet, id, value, filter);
    else
        sheet_number_cell(sheet, id, value, command);
    sheet_close(sheet, SHEET_ROW);
}

static void write_figures(struct sheet *sheet)
{
    static const struct sheet_column columns[] = {{"what", false}, {"how many", true}};
    const struct report *report = sheet->report;
    const struct pick *attributed = &report->questions->facts.attributed;
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    size_t calls = pick_calls(attributed);
    if (calls != attributed->count)
        figure(sheet, "calls of the attacker", "s-once", (int64_t)calls, NULL,
               "scope CASE --format json | jq '.questions.actions.claims[0].text'");
    figure(sheet, calls == attributed->count ? "calls of the attacker" : "events that record them", "s-calls",
           (int64_t)attributed->count, "is:attributed", NULL);
    figure(sheet, "of them denied", "s-denied", (int64_t)pick_outcome(attributed, FACT_DENIED),
           "is:attributed outcome:denied", NULL);
    figure(sheet, "credentials used", "s-credentials", (int64_t)report->credentials->count, NULL,
           "scope CASE --format json");
    figure(sheet, "addresses used", "s-addresses", (int64_t)report->addresses.total, NULL,
           "list CASE addresses is:attributed");
    figure(sheet, "things left open", "s-left",
           (int64_t)(report->residue->states[RESIDUE_OPEN] + report->residue->states[RESIDUE_PARTLY]), NULL,
           "residue CASE --format csv");
    sheet_table_end(sheet);
}

bool section_summary(struct sheet *sheet, struct err *err UNUSED)
{
    write_figures(sheet);
    sheet_open(sheet, SHEET_LIST, NULL);
    for (enum question_id id = 0; id < QUESTION__COUNT; id++)
        write_answer(sheet, id);
    write_left(sheet);
    write_over(sheet);
    write_todo(sheet);
    write_unknown(sheet);
    sheet_close(sheet, SHEET_LIST);
    sheet_paragraph(
        sheet, SHEET_NOTE,
        "An event is the record of one call; a call from one account into another leaves one in each. The "
        "sentences of this report are worked out from the logs and from the verdicts under Methods "
        "and decisions. Each claim names its events, and Appendix C the command behind each number.");
    return true;
}
