// SPDX-License-Identifier: GPL-3.0-or-later
/* How the report came about: program, rules, verdicts with reasons, notes, journal; events and numbers. */
#include "src/report/section.h"

#include "src/store/query.h"

#include <inttypes.h>

enum { LEADS_SHOWN = 60 };

static void item(struct sheet *sheet, const char *text)
{
    sheet_open(sheet, SHEET_ITEM, NULL);
    sheet_text(sheet, text);
    sheet_close(sheet, SHEET_ITEM);
}

static void write_method(struct sheet *sheet)
{
    CLEANUP(arena) struct arena arena = {0};
    sheet_open(sheet, SHEET_LIST, NULL);
    item(sheet,
         arena_fmt(&arena, "trailcase " PACKAGE_VERSION ", case schema %d, MITRE ATT&CK " ATTACK_VERSION ".",
                   (int)SCHEMA__COUNT));
    item(sheet,
         "A call is the attacker's when its own mark says so; else not, when a mark as benign matches it; "
         "else "
         "when any mark as attacker does. What such a call gave out is the attacker's too. Other calls of a "
         "compromised thing are undecided until somebody decides.");
    item(sheet, "The same case and the same moment give the same report, byte for byte.");
    sheet_close(sheet, SHEET_LIST);
}

static void write_leads(struct sheet *sheet)
{
    static const struct sheet_column columns[] = {
        {"rule", false}, {"level", false}, {"events", true}, {"techniques", false}, {"state", false}};
    const struct lead_list *leads = &sheet->report->leads;
    sheet_heading(sheet, 3, "rules", "Rules that hit");
    if (leads->count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "No rule hit, or none was run.");
        return;
    }
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < leads->count && i < LEADS_SHOWN; i++) {
        const struct lead *lead = &leads->items[i];
        CLEANUP(buf) struct buf id = {0}, filter = {0};
        buf_fmt(&id, "l-%zu", i + 1);
        filter_append_term(&filter, "rule", lead->id);
        sheet_open(sheet, SHEET_ROW, NULL);
        sheet_cell(sheet, lead->title);
        sheet_cell(sheet, rule_level_names[lead->level]);
        sheet_events_cell(sheet, buf_text(&id), lead->events, buf_text(&filter));
        sheet_cell(sheet, lead->techniques);
        sheet_open(sheet, SHEET_CELL, NULL);
        sheet_text(sheet, lead->dismissed ? "dismissed: " : lead->is_folded ? "folded: hits too much" : "");
        sheet_text(sheet, lead->dismissed);
        sheet_close(sheet, SHEET_CELL);
        sheet_close(sheet, SHEET_ROW);
    }
    sheet_table_end(sheet);
    if (leads->count > LEADS_SHOWN) {
        sheet_open(sheet, SHEET_NOTE, NULL);
        sheet_source(sheet, "l-left", "leads CASE");
        sheet_fmt(sheet, "%zu more rules hit: trailcase leads lists them.", leads->count - LEADS_SHOWN);
        sheet_source(sheet, NULL, NULL);
        sheet_close(sheet, SHEET_NOTE);
    }
}

static void write_thing(struct sheet *sheet, const struct mark *mark)
{
    sheet_fmt(sheet, "%s ", mark_kind_names[mark->kind]);
    sheet_text(sheet, mark->label ? mark->label : mark->value);
    if (mark->label) {
        sheet_text(sheet, " (");
        sheet_text(sheet, mark->value);
        sheet_text(sheet, ")");
    }
}

/* "DescribeInstances e-12, the attacker's by address 192.0.2.1" */
static bool write_basis(struct sheet *sheet, const struct mark *mark, const struct report_basis *basis,
                        struct err *err)
{
    sheet_open(sheet, SHEET_CELL, NULL);
    if (basis->event_id) {
        sheet_text(sheet, basis->by ? "event " : "issued by event ");
        if (!sheet_event(sheet, basis->event_id, err))
            return false;
        if (basis->by) {
            bool is_event = basis->by->kind == MARK_EVENT;
            sheet_text(sheet, basis->gave ? ", which gave out "
                              : is_event  ? ", itself marked"
                                          : ", the attacker's by ");
            if (!is_event)
                write_thing(sheet, basis->by);
            sheet_text(sheet, basis->gave ? ", used by the attacker" : "");
        }
    } else if (mark->verdict != VERDICT_BENIGN) {
        sheet_text(sheet, mark->kind == MARK_EVENT ? "the event itself" : "the analyst's judgement");
    }
    sheet_close(sheet, SHEET_CELL);
    return true;
}

static void write_window(struct sheet *sheet, const struct mark *mark)
{
    CLEANUP(buf) struct buf text = {0};
    if (mark->since_s != ISOTIME_NONE) {
        buf_str(&text, "from ");
        phrase_time(&text, mark->since_s);
    }
    if (mark->until_s != ISOTIME_NONE) {
        buf_str(&text, text.len ? " to " : "until ");
        phrase_time(&text, mark->until_s);
    }
    sheet_cell(sheet, buf_text(&text));
}

static bool write_mark(struct sheet *sheet, const struct mark *mark, const struct report_basis *basis,
                       const char *id, struct err *err)
{
    CLEANUP(buf) struct buf figures = {0};
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_open(sheet, SHEET_CELL, NULL);
    write_thing(sheet, mark);
    sheet_close(sheet, SHEET_CELL);
    sheet_cell(sheet, verdict_names[mark->verdict]);
    write_window(sheet, mark);
    sheet_cell(sheet, mark->reason);
    if (!write_basis(sheet, mark, basis, err))
        return false;
    sheet_cell(sheet, mark->issued_by ? "follows" : "analyst");
    mark_figures(mark, &figures);
    sheet_source(sheet, id, "mark CASE --format json");
    sheet_cell(sheet, buf_text(&figures));
    sheet_source(sheet, NULL, NULL);
    sheet_close(sheet, SHEET_ROW);
    return true;
}

static bool write_marks(struct sheet *sheet, struct err *err)
{
    static const struct sheet_column columns[] = {{"what", false},   {"verdict", false},  {"when", false},
                                                  {"reason", false}, {"rests on", false}, {"by", false},
                                                  {"events", false}};
    const struct mark_list *marks = &sheet->report->marks;
    sheet_heading(sheet, 3, "decisions", "Decisions");
    if (marks->count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing is marked.");
        return true;
    }
    sheet_paragraph(sheet, SHEET_NOTE,
                    "Each verdict rests on one event, which is the attacker's by a verdict that stands "
                    "without this one, back to the event or thing the analyst began at. Analyst: whoever "
                    "had the case open, in person or by accepting a proposal; the program keeps no names, "
                    "the journal below says when. Follows: issued by a call that is the attacker's.");
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < marks->count; i++)
        if (!write_mark(sheet, &marks->items[i], &sheet->report->basis[i],
                        arena_fmt(&sheet->arena, "mark-%zu", i + 1), err))
            return false;
    sheet_table_end(sheet);
    return true;
}

static void write_notes(struct sheet *sheet)
{
    const struct note_list *notes = &sheet->report->notes;
    if (notes->count == 0)
        return;
    sheet_heading(sheet, 3, "notes", "Notes");
    sheet_open(sheet, SHEET_LIST, NULL);
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        sheet_open(sheet, SHEET_ITEM, NULL);
        sheet_time(sheet, note->created_s);
        sheet_fmt(sheet, " on %s ", note->kind);
        sheet_text(sheet, note->value);
        sheet_text(sheet, note->value[0] ? ": " : "");
        sheet_text(sheet, note->text);
        sheet_close(sheet, SHEET_ITEM);
    }
    sheet_close(sheet, SHEET_LIST);
}

static void write_journal(struct sheet *sheet)
{
    static const struct sheet_column columns[] = {{"no.", true}, {"when", false}, {"what", false}};
    const struct report *report = sheet->report;
    if (report->journal_count == 0)
        return;
    sheet_heading(sheet, 3, "journal", "Journal");
    sheet_paragraph(sheet, SHEET_PARAGRAPH,
                    report->journal_holds
                        ? "Each entry carries the hash of the one before; the chain of hashes holds."
                        : "The chain of hashes is broken: somebody changed the journal.");
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < report->journal_count; i++) {
        sheet_open(sheet, SHEET_ROW, NULL);
        sheet_open(sheet, SHEET_COUNT, NULL);
        sheet_fmt(sheet, "%" PRId64, report->journal[i].seq);
        sheet_close(sheet, SHEET_COUNT);
        sheet_time_cell(sheet, report->journal[i].time_s);
        sheet_cell(sheet, report->journal[i].text);
        sheet_close(sheet, SHEET_ROW);
    }
    sheet_table_end(sheet);
}

bool section_methods(struct sheet *sheet, struct err *err)
{
    write_method(sheet);
    write_leads(sheet);
    if (!write_marks(sheet, err))
        return false;
    write_notes(sheet);
    write_journal(sheet);
    return true;
}

/* --- events --- */

bool section_events(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {
        {"when", false}, {"whose", false}, {"what", false}, {"eventID", false}};
    const struct report *report = sheet->report;
    CLEANUP(buf) struct buf command = {0}, left = {0};
    sheet_filter_text(sheet, "is:attributed", &command);
    sheet_open(sheet, SHEET_PARAGRAPH, NULL);
    sheet_text(sheet, "The events named as proof, and attributed ones in the order of time. ");
    if (report->events_left_out) {
        phrase_count(&left, (int64_t)report->events_left_out, "attributed event is", "attributed events are");
        sheet_source(sheet, "e-left", "events CASE is:attributed");
        sheet_text(sheet, buf_text(&left));
        sheet_source(sheet, NULL, NULL);
        sheet_text(sheet, " left out. ");
    }
    sheet_text(sheet, "All of them: ");
    sheet_styled(sheet, SHEET_CODE, buf_text(&command));
    sheet_close(sheet, SHEET_PARAGRAPH);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < report->event_count; i++) {
        const struct report_event *event = &report->events[i];
        CLEANUP(buf) struct buf id = {0};
        buf_fmt(&id, "e-%" PRId64, event->id);
        sheet_open(sheet, SHEET_ROW, buf_text(&id));
        sheet_time_cell(sheet, event->time_s);
        sheet_cell(sheet, event->verdict);
        sheet_cell(sheet, event->text);
        sheet_open(sheet, SHEET_CELL, NULL);
        sheet_styled(sheet, SHEET_CODE, event->uid);
        sheet_close(sheet, SHEET_CELL);
        sheet_close(sheet, SHEET_ROW);
    }
    sheet_table_end(sheet);
    return true;
}

/* --- numbers --- */

bool section_numbers(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {{"id", false}, {"number", true}, {"command", false}};
    sheet_paragraph(
        sheet, SHEET_PARAGRAPH,
        "Every number of the report in its order, but for moments, lengths of time and what is quoted. The "
        "command prints the number, or lists what it counts.");
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < sheet->number_count; i++) {
        const struct sheet_number *number = &sheet->numbers[i];
        CLEANUP(buf) struct buf id = {0};
        buf_fmt(&id, "q-%s", number->id);
        sheet_open(sheet, SHEET_ROW, buf_text(&id));
        sheet_open(sheet, SHEET_CELL, NULL);
        sheet_link(sheet, number->id, number->id);
        sheet_close(sheet, SHEET_CELL);
        sheet_open(sheet, SHEET_COUNT, NULL);
        sheet_text(sheet, number->text);
        sheet_close(sheet, SHEET_COUNT);
        sheet_open(sheet, SHEET_CELL, NULL);
        sheet_styled(sheet, SHEET_CODE, number->command);
        sheet_close(sheet, SHEET_CELL);
        sheet_close(sheet, SHEET_ROW);
    }
    sheet_table_end(sheet);
    return true;
}
