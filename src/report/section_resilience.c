// SPDX-License-Identifier: GPL-3.0-or-later
/* What would have shown the attacker sooner, and what would have kept them out. */
#include "src/report/section.h"

enum { RULES_SHOWN = 8 };

static void write_earlier(struct sheet *sheet, const struct told_rule *rule)
{
    CLEANUP(buf) struct buf text = {0};
    const struct report *report = sheet->report;
    if (report->told.begun_s == ISOTIME_NONE)
        buf_str(&text, "");
    else if (rule->time_s < report->told.begun_s)
        phrase_length(&text, report->told.begun_s - rule->time_s);
    else
        buf_str(&text, "no earlier");
    sheet_cell(sheet, buf_text(&text));
}

static bool write_rule(struct sheet *sheet, const struct told_rule *rule, size_t at, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf term = {0};
    filter_append_term(&term, "rule", rule->id);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, rule->title);
    sheet_cell(sheet, rule_level_names[rule->level]);
    sheet_time_cell(sheet, rule->time_s);
    write_earlier(sheet, rule);
    sheet_open(sheet, SHEET_CELL, NULL);
    if (!sheet_event(sheet, rule->event_id, err))
        return false;
    sheet_close(sheet, SHEET_CELL);
    sheet_events_cell(sheet, arena_fmt(&arena, "rule-%zu-others", at + 1), rule->others,
                      arena_fmt(&arena, "%s !is:attributed", buf_text(&term)));
    sheet_close(sheet, SHEET_ROW);
    return true;
}

static const struct told_rule *first_of_level(const struct report *report, enum rule_level level)
{
    for (size_t i = 0; i < report->told.count; i++)
        if (report->told.items[i].level >= level)
            return &report->told.items[i];
    return NULL;
}

static void write_first(struct sheet *sheet, const struct told_rule *rule, const char *which)
{
    CLEANUP(buf) struct buf text = {0};
    const struct report *report = sheet->report;
    buf_fmt(&text, "%s to tell of this attacker would have been “%s” (%s), at ", which, rule->title,
            rule_level_names[rule->level]);
    phrase_time(&text, rule->time_s);
    if (report->told.begun_s != ISOTIME_NONE && rule->time_s < report->told.begun_s) {
        buf_str(&text, ", ");
        phrase_length(&text, report->told.begun_s - rule->time_s);
        buf_str(&text, " before the event the analyst began with");
    } else if (report->told.begun_s != ISOTIME_NONE) {
        buf_str(&text, ", no earlier than the event the analyst began with");
    }
    buf_str(&text, ". ");
    sheet_text(sheet, buf_text(&text));
}

static bool write_rules(struct sheet *sheet, struct err *err)
{
    static const struct sheet_column columns[] = {{"rule", false},     {"level", false},
                                                  {"tells at", false}, {"earlier", false},
                                                  {"event", false},    {"hits on others", true}};
    const struct report *report = sheet->report;
    const struct told_rule *any = first_of_level(report, LEVEL_INFORMATIONAL),
                           *high = first_of_level(report, LEVEL_HIGH);
    sheet_heading(sheet, 3, "sooner", "What would have shown them sooner");
    if (!any) {
        sheet_paragraph(
            sheet, SHEET_PARAGRAPH,
            "No rule of this case hit a call of the attacker's, or none was run: this attack needs a "
            "rule of its own.");
        return true;
    }
    sheet_open(sheet, SHEET_PARAGRAPH, NULL);
    write_first(sheet, any, "The first rule");
    if (high && high != any)
        write_first(sheet, high, "The first of high level");
    sheet_close(sheet, SHEET_PARAGRAPH);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < report->told.count && i < RULES_SHOWN; i++)
        if (!write_rule(sheet, &report->told.items[i], i, err))
            return false;
    sheet_table_end(sheet);
    sheet_paragraph(sheet, SHEET_NOTE,
                    "A rule that counts tells at the latest at the last event of what it counts, which is "
                    "said here. Logs come some minutes after "
                    "the call. What a rule hits of others is what it would cost to look at.");
    return true;
}

bool section_resilience(struct sheet *sheet, struct err *err)
{
    sheet_paragraph(sheet, SHEET_PARAGRAPH,
                    "What would have kept this attacker out, or shown them sooner, by what the owners' own "
                    "calls in these logs need.");
    bool has_attacker = sheet->report->questions->facts.attributed.count > 0;
    return section_harden(sheet, err) && (!has_attacker || write_rules(sheet, err));
}
