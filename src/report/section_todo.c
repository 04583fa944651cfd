// SPDX-License-Identifier: GPL-3.0-or-later
/* What is left, what to do about it, and what to do so that it does not happen again. */
#include "src/report/section.h"

#include "src/report/checklist_out.h"
#include "src/report/report_residue.h"
#include "src/scope/residue_text.h"

#include <string.h>

enum { LINES_MAX = 200, COMMANDS_SHOWN = 5 };

/* --- residue --- */

static bool write_line(struct sheet *sheet, const struct residue_line *line, struct err *err)
{
    const struct residue *residue = line->first;
    CLEANUP(buf) struct buf text = {0}, who = {0}, state = {0};
    if (line->count == 1)
        buf_fmt(&text, "%s ", residue_kinds[residue->kind].one);
    residue_text_line(&text, line);
    residue_text_who(&who, &residue->opened);
    residue_text_state(&state, residue);
    sheet_open(sheet, SHEET_ROW, NULL);
    sheet_cell(sheet, buf_text(&text));
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
        if (!write_line(sheet, &lines.items[i], err))
            return false;
    sheet_table_end(sheet);
    sheet_command_text(sheet, "residue CASE --state all --format csv", &command);
    sheet_open(sheet, SHEET_NOTE, NULL);
    if (lines.count > LINES_MAX)
        sheet_fmt(sheet, "%zu more lines are left out. ", lines.count - LINES_MAX);
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
    sheet_paragraph(sheet, SHEET_PARAGRAPH, buf_text(&text));
    if (list->undecided) {
        buf_clear(&text);
        phrase_count(&text, (int64_t)list->undecided, "undecided call", "undecided calls");
        buf_str(&text, " may have made more.");
        sheet_paragraph(sheet, SHEET_PARAGRAPH, buf_text(&text));
    }
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
    sheet_styled(sheet, SHEET_STRONG, item->action);
    write_where(sheet, item, &arena);
    sheet_open(sheet, SHEET_LIST, NULL);
    if (item->state != CHECKLIST_OPEN)
        write_point(sheet, "state",
                    item->state == CHECKLIST_REVERSED ? item->reversed : checklist_state_names[item->state]);
    write_point(sheet, "assigned to", item->assignee);
    write_point(sheet, "note", item->note);
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
    sheet_fmt(sheet,
              "%zu open, %zu done, %zu undone in the logs already, %zu skipped. From top to bottom; nothing "
              "here was "
              "run by trailcase. The commands stand in Appendix A, and as a script that only shows until it "
              "is told "
              "otherwise: ",
              list->states[CHECKLIST_OPEN], list->states[CHECKLIST_DONE], list->states[CHECKLIST_REVERSED],
              list->states[CHECKLIST_SKIPPED]);
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

bool section_resilience(struct sheet *sheet, struct err *err)
{
    if (items_of(&sheet->report->checklist, PHASE_HARDEN) == 0) {
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "Nothing follows from what is marked.");
        return true;
    }
    sheet_paragraph(
        sheet, SHEET_PARAGRAPH,
        "What would have kept this attacker out, or shown them sooner, by what the owners' own calls in "
        "these logs need.");
    return write_phase(sheet, PHASE_HARDEN, err);
}

/* --- commands --- */

static void write_commands(struct sheet *sheet, const char *label, const char *lines)
{
    size_t count = 1;
    if (!lines)
        return;
    for (const char *at = lines; *at; at++)
        count += *at == '\n' && at[1];
    sheet_paragraph(sheet, SHEET_NOTE, label);
    sheet_commands(sheet, lines, COMMANDS_SHOWN);
    if (count > COMMANDS_SHOWN) {
        sheet_open(sheet, SHEET_NOTE, NULL);
        sheet_fmt(sheet, "and %zu more like these: all are in the script and in JSON.",
                  count - COMMANDS_SHOWN);
        sheet_close(sheet, SHEET_NOTE);
    }
}

bool section_commands(struct sheet *sheet, struct err *err UNUSED)
{
    const struct checklist *list = &sheet->report->checklist;
    size_t written = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct checklist_item *item = &list->items[i];
        CLEANUP(buf) struct buf id = {0}, back = {0}, label = {0};
        if (!has_commands(item))
            continue;
        buf_fmt(&id, "do-%s", item->id);
        buf_fmt(&back, "item-%s", item->id);
        sheet_heading(sheet, 3, buf_text(&id), item->action);
        sheet_open(sheet, SHEET_NOTE, NULL);
        sheet->ops->link(sheet, buf_text(&back), SHEET_FAINT, item->id);
        sheet_close(sheet, SHEET_NOTE);
        buf_str(&label, checklist_by_words[checklist_by(item)]);
        label.bytes[0] = (char)(label.bytes[0] - 'a' + 'A');
        buf_fmt(&label, "%s%s:", item->account ? ", in account " : "", item->account ? item->account : "");
        write_commands(sheet, buf_text(&label), item->command);
        write_commands(sheet,
                       item->recipe->flags & RECIPE_UNTIL_THERE
                           ? "Done when this prints something:"
                           : "Done when this prints nothing or finds nothing:",
                       item->check);
        write_commands(sheet, "To take it back:", item->undo);
        written++;
    }
    if (written == 0)
        sheet_paragraph(sheet, SHEET_PARAGRAPH, "No step that is open has a command.");
    return true;
}
