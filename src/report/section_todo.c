// SPDX-License-Identifier: GPL-3.0-or-later
/* What is left, what to do about it, and what to do so that it does not happen again. */
#include "src/report/section.h"

#include "src/report/checklist_out.h"
#include "src/report/report_residue.h"
#include "src/scope/residue_text.h"

#include <string.h>

enum { LINES_MAX = 200 };

/* --- residue --- */

static bool write_line(struct sheet *sheet, const struct residue_line *line, const char *id, struct err *err)
{
    const struct residue *residue = line->first;
    CLEANUP(buf) struct buf text = {0}, who = {0}, state = {0};
    if (line->count == 1)
        buf_fmt(&text, "%s ", residue_kinds[residue->kind].one);
    residue_text_line(&text, line);
    residue_text_who(&who, &residue->opened);
    residue_text_state(&state, residue);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_source(sheet, id, "residue CASE --state all");
    sheet_cell(sheet, buf_text(&text));
    sheet_source(sheet, NULL, NULL);
    sheet_open(sheet, SHEET_TIGHT, NULL);
    sheet_text(sheet, residue->account);
    sheet_text(sheet, residue->region ? " " : "");
    sheet_text(sheet, residue->region);
    sheet_close(sheet, SHEET_TIGHT);
    sheet_time_cell(sheet, residue->opened.time_s);
    sheet_cell(sheet, buf_text(&who));
    sheet_open(sheet, SHEET_CELL, NULL);
    sheet_text(sheet, residue->opened.api);
    sheet_text(sheet, " ");
    if (!sheet_event(sheet, residue->opened.event_id, err))
        return false;
    sheet_close(sheet, SHEET_CELL);
    sheet_cell(sheet, buf_text(&state));
    sheet_close(sheet, SHEET_ROW);
    return true;
}

static bool write_table(struct sheet *sheet, const char *title, const char *id, unsigned states,
                        struct err *err)
{
    static const struct sheet_column columns[] = {{"what", false}, {"where", false}, {"made", false},
                                                  {"by", false},   {"call", false},  {"state", false}};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf command = {0};
    struct residue_lines lines = residue_fold(sheet->report->residue, states, NULL, &arena);
    if (lines.count == 0)
        return true;
    sheet_heading(sheet, 3, id, title);
    sheet_table(sheet, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < lines.count && i < LINES_MAX; i++)
        if (!write_line(sheet, &lines.items[i], arena_fmt(&arena, "%s-%zu", id, i + 1), err))
            return false;
    sheet_table_end(sheet);
    sheet_command_text(sheet, "residue CASE --state all --format csv", &command);
    sheet_open(sheet, SHEET_NOTE, NULL);
    sheet_source(sheet, id, "residue CASE --state all");
    if (lines.count > LINES_MAX)
        sheet_fmt(sheet, "%zu more lines are left out. ", lines.count - LINES_MAX);
    sheet_source(sheet, NULL, NULL);
    sheet_text(sheet, "Each by itself, with the ids to undo it by: ");
    sheet_styled(sheet, SHEET_CODE, buf_text(&command));
    sheet_close(sheet, SHEET_NOTE);
    return true;
}

bool section_residue(struct sheet *sheet, struct err *err)
{
    const struct residue_list *list = sheet->report->residue;
    CLEANUP(buf) struct buf text = {0};
    report_residue_short(list, &text);
    buf_str(&text, " What was done where these logs do not look, such as inside an instance, is not here.");
    sheet_source(sheet, "left", REPORT_RESIDUE_COUNTS);
    sheet_paragraph(sheet, SHEET_PARAGRAPH, buf_text(&text));
    sheet_source(sheet, "left-undecided", "events CASE is:undecided");
    if (list->undecided) {
        buf_clear(&text);
        phrase_count(&text, (int64_t)list->undecided, "undecided call", "undecided calls");
        buf_str(&text, " may have made more.");
        sheet_paragraph(sheet, SHEET_PARAGRAPH, buf_text(&text));
    }
    sheet_source(sheet, NULL, NULL);
    return write_table(sheet, "Still there", "still-there", 1U << RESIDUE_OPEN | 1U << RESIDUE_PARTLY, err) &&
           write_table(sheet, "Undone", "undone", 1U << RESIDUE_UNDONE, err);
}

/* --- checklist --- */

static void write_point(struct sheet *sheet, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    sheet_open(sheet, SHEET_ITEM, NULL);
    sheet_fmt(sheet, "%s: ", label);
    sheet_text(sheet, text);
    sheet_close(sheet, SHEET_ITEM);
}

static bool has_commands(const struct checklist_item *item)
{
    return item->state == CHECKLIST_OPEN && (item->command || item->check || item->undo);
}

static void write_where(struct sheet *sheet, const struct checklist_item *item, struct arena *arena)
{
    sheet_text(sheet, " (");
    if (has_commands(item))
        sheet->ops->link(sheet, arena_fmt(arena, "do-%s", item->id), SHEET_FAINT, item->id);
    else
        sheet_text(sheet, item->id);
    sheet_text(sheet, item->account ? "; " : "");
    sheet_text(sheet, item->account);
    sheet_text(sheet, item->region ? " " : "");
    sheet_text(sheet, item->region);
    sheet_text(sheet, ")");
}

static bool write_item(struct sheet *sheet, const struct checklist_item *item, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    enum sheet_block block = item->state == CHECKLIST_OPEN ? SHEET_OPEN : SHEET_DONE;
    sheet_open(sheet, block, arena_fmt(&arena, "item-%s", item->id));
    sheet_source(
        sheet, item->id,
        arena_fmt(&arena, "checklist CASE --type json | jq '.[] | select(.id == \"%s\")'", item->id));
    sheet_styled(sheet, SHEET_STRONG, item->action);
    write_where(sheet, item, &arena);
    sheet_open(sheet, SHEET_LIST, NULL);
    if (item->state != CHECKLIST_OPEN)
        write_point(sheet, "state",
                    item->state == CHECKLIST_REVERSED ? item->reversed : checklist_state_names[item->state]);
    const char *source = sheet->source;
    sheet->source = NULL; /* people's words */
    write_point(sheet, "assigned to", item->assignee);
    write_point(sheet, "note", item->note);
    sheet->source = source;
    for (size_t i = 0; i < item->why.count; i++)
        write_point(sheet, "because", item->why.items[i]);
    if (item->event_count) {
        sheet_open(sheet, SHEET_ITEM, NULL);
        sheet_text(sheet, item->event_count == 1 ? "event: " : "events: ");
        if (!sheet_proof(sheet, item->events, item->event_count, err))
            return false;
        sheet_close(sheet, SHEET_ITEM);
    }
    if (item->state == CHECKLIST_OPEN)
        write_point(sheet, "mind", checklist_danger(item, &arena));
    sheet_source(sheet, NULL, NULL);
    sheet_close(sheet, SHEET_LIST);
    sheet_close(sheet, block);
    return true;
}

static bool write_phase(struct sheet *sheet, enum checklist_phase phase, struct err *err)
{
    const struct checklist *list = &sheet->report->checklist;
    sheet_open(sheet, SHEET_STEPS, NULL);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].recipe->phase == phase && !write_item(sheet, &list->items[i], err))
            return false;
    sheet_close(sheet, SHEET_STEPS);
    return true;
}

static size_t items_of(const struct checklist *list, enum checklist_phase phase)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i].recipe->phase == phase;
    return count;
}

bool section_checklist(struct sheet *sheet, struct err *err)
{
    const struct checklist *list = &sheet->report->checklist;
    CLEANUP(buf) struct buf command = {0};
    if (list->count == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing follows from what is marked.");
        return true;
    }
    sheet_command_text(sheet, "checklist CASE --type sh", &command);
    sheet_open(sheet, SHEET_PARAGRAPH, NULL);
    sheet_source(sheet, "steps",
                 "checklist CASE --type json | jq 'group_by(.state) | map({(.[0].state): "
                 "length}) | add'");
    sheet_fmt(
        sheet,
        "%zu open, %zu done, %zu already done in the logs, %zu skipped. From top to bottom; nothing "
        "here was run by trailcase. Appendix A says where the commands stand; as a script that only shows "
        "until it is told otherwise: ",
        list->states[CHECKLIST_OPEN], list->states[CHECKLIST_DONE], list->states[CHECKLIST_REVERSED],
        list->states[CHECKLIST_SKIPPED]);
    sheet_source(sheet, NULL, NULL);
    sheet_styled(sheet, SHEET_CODE, buf_text(&command));
    sheet_text(sheet, ".");
    sheet_close(sheet, SHEET_PARAGRAPH);
    for (enum checklist_phase phase = 0; phase < PHASE_HARDEN; phase++) {
        if (items_of(list, phase) == 0)
            continue;
        sheet_heading(sheet, 3, checklist_phase_names[phase], checklist_phase_titles[phase]);
        if (!write_phase(sheet, phase, err))
            return false;
    }
    return true;
}

bool section_harden(struct sheet *sheet, struct err *err)
{
    return items_of(&sheet->report->checklist, PHASE_HARDEN) == 0 || write_phase(sheet, PHASE_HARDEN, err);
}

/* --- commands --- */

static int64_t lines_of(const char *text)
{
    int64_t lines = 0;
    for (const char *at = text; at && *at; lines++) {
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    return lines;
}

static void write_pointer(struct sheet *sheet, const struct checklist_item *item)
{
    CLEANUP(arena) struct arena arena = {0};
    static const char *const by_words[CHECKLIST_BY__COUNT] = {[CHECKLIST_BY_SCRIPT] = "the script",
                                                              [CHECKLIST_BY_NAME] = "the script, by --only",
                                                              [CHECKLIST_BY_HAND] = "by hand"};
    sheet_open(sheet, SHEET_ROW, arena_fmt(&arena, "do-%s", item->id));
    sheet_open(sheet, SHEET_TIGHT, NULL);
    sheet->ops->link(sheet, arena_fmt(&arena, "item-%s", item->id), SHEET_FAINT, item->id);
    sheet_close(sheet, SHEET_TIGHT);
    sheet_source(
        sheet, arena_fmt(&arena, "do-%s", item->id),
        arena_fmt(&arena, "checklist CASE --type json | jq '.[] | select(.id == \"%s\")'", item->id));
    sheet_cell(sheet, item->action);
    sheet_source(sheet, NULL, NULL);
    sheet_tight(sheet, item->account);
    sheet_cell(sheet, by_words[checklist_by(item)]);
    sheet_number_cell(sheet, arena_fmt(&arena, "do-%s-commands", item->id), lines_of(item->command),
                      arena_fmt(&arena,
                                "checklist CASE --type json | jq -r '.[] | select(.id == \"%s\").command'",
                                item->id));
    sheet_close(sheet, SHEET_ROW);
}

bool section_commands(struct sheet *sheet, struct err *err UNUSED)
{
    static const struct sheet_column columns[] = {
        {"step", false}, {"what it does", false}, {"account", false}, {"done by", false}, {"commands", true}};
    const struct checklist *list = &sheet->report->checklist;
    size_t written = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (!has_commands(&list->items[i]))
            continue;
        if (written++ == 0) {
            sheet_paragraph(
                sheet, SHEET_PARAGRAPH,
                "The commands of each step, how to check it and how to take it back stand under "
                "its id in checklist.md and checklist.html, and in checklist.sh, which shows them "
                "and acts only with --apply.");
            sheet_table(sheet, columns, ARRAY_LEN(columns));
        }
        write_pointer(sheet, &list->items[i]);
    }
    if (written)
        sheet_table_end(sheet);
    else
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "No step that is open has a command.");
    return true;
}
