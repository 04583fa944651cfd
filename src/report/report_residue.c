// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/report_residue.h"

#include "src/report/markdown.h"
#include "src/scope/phrase.h"
#include "src/scope/residue_text.h"

enum { LINES_MAX = 200 };

void report_residue_short(const struct residue_list *list, struct buf *out)
{
    if (list->count == 0) {
        buf_str(out, "No attributed call made something or took a protection down.");
        return;
    }
    phrase_count(out, (int64_t)list->states[RESIDUE_OPEN], "thing the attacker made or took down is open",
                 "things the attacker made or took down are open");
    if (list->states[RESIDUE_PARTLY])
        buf_fmt(out, ", %zu partly", list->states[RESIDUE_PARTLY]);
    if (list->states[RESIDUE_UNDONE])
        buf_fmt(out, "; %zu undone in these logs.", list->states[RESIDUE_UNDONE]);
    else
        buf_str(out, "; nothing was undone in these logs.");
}

static void write_time(struct buf *out, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    buf_str(out, isotime_format(time_s, iso));
}

static void write_line(const struct residue_line *line, struct buf *out)
{
    const struct residue *residue = line->first;
    const struct residue_kind_info *kind = &residue_kinds[residue->kind];
    CLEANUP(buf) struct buf text = {0};
    buf_str(out, "| ");
    if (line->count == 1)
        buf_fmt(&text, "%s ", kind->one);
    residue_text_line(&text, line);
    markdown_text(out, buf_text(&text));
    buf_str(out, " | ");
    markdown_text(out, residue->account);
    buf_str(out, residue->region ? " " : "");
    markdown_text(out, residue->region);
    buf_str(out, " | ");
    write_time(out, residue->opened.time_s);
    buf_str(out, " | ");
    buf_clear(&text);
    residue_text_who(&text, &residue->opened);
    markdown_text(out, buf_text(&text));
    buf_fmt(out, " | %s | ", residue->opened.api);
    buf_clear(&text);
    residue_text_state(&text, residue);
    markdown_text(out, buf_text(&text));
    buf_str(out, " |\n");
}

static void write_table(const struct residue_list *list, const char *title, unsigned states, const char *name,
                        struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct residue_lines lines = residue_fold(list, states, NULL, &arena);
    if (lines.count == 0)
        return;
    buf_fmt(out,
            "\n### %s\n\n| what | where | made | by | call | state |\n"
            "|---|---|---|---|---|---|\n",
            title);
    for (size_t i = 0; i < lines.count && i < LINES_MAX; i++)
        write_line(&lines.items[i], out);
    CLEANUP(buf) struct buf command = {0};
    buf_str(&command, "trailcase residue ");
    markdown_shell_word(&command, name);
    buf_fmt(&command, " --state all --format csv");
    buf_str(out, "\nEach by itself, with the ids to undo it by: ");
    markdown_code(out, buf_text(&command));
    buf_char(out, '\n');
}

void report_residue(const struct residue_list *list, const char *name, struct buf *out)
{
    CLEANUP(buf) struct buf text = {0};
    report_residue_short(list, &text);
    buf_str(out, "\n## What is left\n\n");
    markdown_text(out, buf_text(&text));
    buf_str(out, " What was done where these logs do not look, such as inside an instance, is not here.\n");
    if (list->undecided) {
        buf_char(out, '\n');
        phrase_count(out, (int64_t)list->undecided, "undecided call", "undecided calls");
        buf_str(out, " may have made more.\n");
    }
    write_table(list, "Still there", 1U << RESIDUE_OPEN | 1U << RESIDUE_PARTLY, name, out);
    write_table(list, "Undone", 1U << RESIDUE_UNDONE, name, out);
}
