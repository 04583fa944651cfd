// SPDX-License-Identifier: GPL-3.0-or-later
/* What was read, what became of it, what it covers, and what it cannot tell. */
#include "src/report/section.h"

#include "src/report/figure.h"
#include <string.h>

enum { PLACES_SHOWN = 40, HOLES_SHOWN = 5 };

static void row_count(struct sheet *sheet, const char *id, const char *title, int64_t value)
{
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, title);
    sheet_number_cell(sheet, id, value, "info CASE --format json");
    sheet_close(sheet, SHEET_ROW);
}

static void row_text(struct sheet *sheet, const char *title, const char *text)
{
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, title);
    sheet_cell(sheet, text);
    sheet_close(sheet, SHEET_ROW);
}

static void row_words(struct sheet *sheet, const char *title, const struct words *words)
{
    sheet_source(sheet, arena_fmt(&sheet->arena, "a-%s", title), "coverage CASE --format csv");
    CLEANUP(buf) struct buf text = {0};
    phrase_words(&text, words, PLACES_SHOWN);
    row_text(sheet, title, buf_text(&text));
    sheet_source(sheet, NULL, NULL);
}

static void row_time(struct sheet *sheet, const char *title, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    row_text(sheet, title, isotime_format(time_s, iso));
}

static void write_accounting(struct sheet *sheet)
{
    const struct accounting *a = &sheet->report->accounting;
    row_count(sheet, "a-read", "files read", a->files_read);
    row_count(sheet, "a-refused", "files refused", a->files_refused);
    if (a->files_reading)
        row_count(sheet, "a-reading", "files not read to the end (run ingest again)", a->files_reading);
    row_count(sheet, "a-records", "records read", a->records);
    row_count(sheet, "a-stored", "stored as events", a->stored);
    row_count(sheet, "a-duplicate", "duplicates", a->duplicate);
    if (a->conflicts)
        row_count(sheet, "a-conflicts", "of them versions that differ from the event kept", a->conflicts);
    row_count(sheet, "a-rejected", "rejected", a->rejected);
    if (a->skipped)
        row_count(sheet, "a-skipped", "left out as asked when they were read", a->skipped);
    if (a->findings)
        row_count(sheet, "a-findings", "findings of detectors", a->findings_kept);
    if (a->files_skipped)
        row_count(sheet, "a-unopened", "files left unopened as asked", a->files_skipped);
}

static void write_refused(struct sheet *sheet)
{
    const struct report *report = sheet->report;
    if (report->refused_count == 0)
        return;
    sheet_paragraph(sheet, SHEET_PARAGRAPH, "Refused:");
    sheet_open(sheet, SHEET_LIST, NULL);
    for (size_t i = 0; i < report->refused_count; i++) {
        sheet_open(sheet, SHEET_ITEM, NULL);
        sheet_styled(sheet, SHEET_CODE, report->refused[i].path);
        sheet_text(sheet, ": ");
        sheet_text(sheet, report->refused[i].reason);
        sheet_close(sheet, SHEET_ITEM);
    }
    sheet_close(sheet, SHEET_LIST);
}

bool section_evidence(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {{"what", false}, {"value", true}};
    const struct report *report = sheet->report;
    const struct facts *facts = &report->questions->facts;
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    row_text(sheet, "case", report->name);
    write_accounting(sheet);
    row_time(sheet, "first event", facts->first_s);
    row_time(sheet, "last event", facts->last_s);
    row_words(sheet, "accounts", &report->accounts);
    row_words(sheet, "regions", &report->regions);
    row_text(sheet, "data events (S3 objects, functions, tables)",
             facts->has_data_events ? "some" : "none logged");
    sheet_table_end(sheet);
    sheet_paragraph(
        sheet, SHEET_NOTE,
        accounting_holds(&report->accounting)
            ? "The accounting holds: every file was read or refused, every record stored, a duplicate, "
              "rejected or left out as asked."
            : "The accounting does not add up: an ingest is running, or was cut short.");
    write_refused(sheet);
    return true;
}

/* --- coverage --- */

static void write_hours(struct sheet *sheet, const char *row, const char *what, size_t hours)
{
    sheet_number_cell(sheet, arena_fmt(&sheet->arena, "%s-%s", row, what), (int64_t)hours,
                      "coverage CASE --format csv");
}

static void write_row(struct sheet *sheet, const struct coverage_row *row, size_t at)
{
    CLEANUP(buf) struct buf id = {0}, filter = {0}, span = {0};
    buf_fmt(&id, "v-%zu", at + 1);
    if (*row->account)
        filter_append_term(&filter, "account", row->account);
    buf_str(&filter, filter.len ? " " : "");
    if (*row->region)
        filter_append_term(&filter, "region", row->region);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_tight(sheet, *row->account ? row->account : "(none given)");
    sheet_tight(sheet, *row->region ? row->region : "(none given)");
    if (row->first_s != ISOTIME_NONE)
        phrase_span(&span, row->first_s, row->last_s);
    sheet_tight(sheet, buf_text(&span));
    if (*row->account && *row->region)
        sheet_events_cell(sheet, buf_text(&id), row->events, buf_text(&filter));
    else
        sheet_number_cell(sheet, buf_text(&id), row->events, "coverage CASE --format csv");
    write_hours(sheet, buf_text(&id), "hours", row->cell_count);
    write_hours(sheet, buf_text(&id), "without", row->hole_hours);
    write_hours(sheet, buf_text(&id), "gap", row->longest_hole_hours);
    sheet_close(sheet, SHEET_ROW);
}

static bool write_windows(struct sheet *sheet, struct err *err)
{
    const struct coverage *coverage = &sheet->report->coverage;
    if (coverage->window_count == 0)
        return true;
    sheet_paragraph(sheet, SHEET_PARAGRAPH,
                    "Times in which a trail logged less than all, by the calls to CloudTrail:");
    sheet_open(sheet, SHEET_LIST, NULL);
    for (size_t i = 0; i < coverage->window_count; i++) {
        const struct trailwindow *w = &coverage->windows[i];
        CLEANUP(buf) struct buf text = {0};
        phrase_time(&text, w->from_s);
        buf_str(&text, " – ");
        if (w->to_s == ISOTIME_NONE)
            buf_str(&text, "not ended in these logs");
        else
            phrase_time(&text, w->to_s);
        buf_fmt(&text, ": %s of trail %s by %s; left out: %s ", w->api ? w->api : "a call",
                w->trail ? w->trail : "(not named)", w->principal ? w->principal : "an unknown principal",
                w->excluded ? w->excluded : "all");
        sheet_open(sheet, SHEET_ITEM, NULL);
        sheet_text(sheet, buf_text(&text));
        if (!sheet_event(sheet, w->opened_by, err))
            return false;
        sheet_close(sheet, SHEET_ITEM);
    }
    sheet_close(sheet, SHEET_LIST);
    return true;
}

static void write_unanswerable(struct sheet *sheet)
{
    size_t written = 0;
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        const struct question *question = &sheet->report->questions->items[id];
        if (question->unanswerable_count == 0)
            continue;
        if (written++ == 0)
            sheet_heading(sheet, 3, "unknown", "What these logs cannot tell");
        section_gaps(sheet, question, arena_fmt(&sheet->arena, "unknown-%s", question->name));
    }
}

bool section_coverage(struct sheet *sheet, struct err *err)
{
    static const struct sheet_column columns[] = {{"account", false},
                                                  {"region", false},
                                                  {"events from – to", false},
                                                  {"events", true},
                                                  {"hours with evidence", true},
                                                  {"hours without evidence", true},
                                                  {"longest gap (hours)", true}};
    const struct coverage *coverage = &sheet->report->coverage;
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, "What is said here to be absent is absent ");
    coverage_phrase(coverage, &text);
    buf_str(&text, "; nothing is known of other accounts, regions and times.");
    if (coverage->never_count)
        buf_fmt(&text, " Of %zu regions of AWS there is nothing at all.", coverage->never_count);
    sheet_source(sheet, "v-all", "coverage CASE --format json");
    sheet_paragraph(sheet, SHEET_PARAGRAPH, buf_text(&text));
    sheet_figure(sheet, figure_coverage, "figure-coverage", "coverage");
    sheet_source(sheet, NULL, NULL);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < coverage->row_count; i++)
        write_row(sheet, &coverage->rows[i], i);
    sheet_table_end(sheet);
    sheet_paragraph(
        sheet, SHEET_NOTE,
        "An hour without evidence between the first and the last: either nothing was logged there, or it "
        "is not in the case. Only digest files tell the two apart.");
    if (!write_windows(sheet, err))
        return false;
    write_unanswerable(sheet);
    return true;
}
