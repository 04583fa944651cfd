// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * notes: what was written down about things of the case and about the case, newest first, and the tags in it.
 * Enter shows the events of what a note is about. c writes one from any screen; a word with # is a tag.
 */
#include "src/scope/note.h"

#include "ui/core/format.h"
#include "ui/view/page.h"

#include <ctype.h>
#include <string.h>

enum { TIME_COLS = 16, TAGS_MAX = 64, TAG_SIZE = 40 };

/* "2020-04-10 01:00  address 203.0.113.66: a rented server" */
static void put_note(struct page *page, const struct note *note)
{
    CLEANUP(buf) struct buf text = {0}, filter = {0};
    buf_str(&text, "  ");
    format_time(&text, note->created_s);
    buf_cut(&text, 2 + TIME_COLS);
    buf_fmt(&text, "  %s%s%s: %s", note->kind, note->value[0] != '\0' ? " " : "", note->value, note->text);
    struct page_line *line = page_put(page, ROLE_NORMAL, buf_text(&text));
    line->text.hang = TIME_COLS + 4;
    line->text.head_bytes = 2 + TIME_COLS;
    line->text.head_role = ROLE_DIM;
    line->live = page->live = true;
    enum thing thing = thing_of_term(strcmp(note->kind, "event") == 0 ? "id" : note->kind);
    if (strcmp(note->kind, "filter") == 0) {
        page_leads(page, line, "events", note->text);
    } else if (thing == THING_EVENT) {
        page_stands(page, line, thing, note->value);
        line->view = "event";
        line->what = line->value;
    } else if (thing != THING_NONE) {
        view_add_term(&filter, thing_term(thing), note->value);
        page_stands(page, line, thing, note->value);
        page_leads(page, line, "events", buf_text(&filter));
    }
    line->label = arena_str(page->arena, note->value);
}

struct tag {
    char name[TAG_SIZE];
    size_t count;
};

/* Count the words with # of a text; what is more than there is room for is left out. */
static void count_tags(const char *text, struct tag *tags, size_t *count)
{
    for (const char *at = text; (at = strchr(at, '#')) != NULL;) {
        size_t len = 0;
        for (at++; isalnum((unsigned char)at[len]) || (at[len] != '\0' && strchr("_-.", at[len]) != NULL);)
            len++;
        if (len == 0 || len >= TAG_SIZE)
            continue;
        size_t i = 0;
        while (i < *count && (strncmp(tags[i].name, at, len) != 0 || tags[i].name[len] != '\0'))
            i++;
        if (i == TAGS_MAX)
            continue;
        memcpy(tags[i].name, at, len);
        tags[i].name[len] = '\0';
        tags[i].count++;
        *count += i == *count;
    }
}

static void put_tags(struct page *page, const struct note_list *notes)
{
    struct tag tags[TAGS_MAX] = {0};
    size_t count = 0;
    for (size_t i = 0; i < notes->count; i++)
        count_tags(notes->items[i].text, tags, &count);
    if (count > 0)
        page_title(page, "Tags");
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf filter = {0};
        struct page_line *line = page_fmt(page, ROLE_NORMAL, "  #%-20s %zu %s", tags[i].name, tags[i].count,
                                          tags[i].count == 1 ? "note" : "notes");
        view_add_term(&filter, "tag", tags[i].name);
        page_leads(page, line, "events", buf_text(&filter));
        line->label = arena_fmt(page->arena, "#%s", tags[i].name);
    }
}

static bool fill(struct page *page, struct db *db, const struct ask *ask, struct err *err)
{
    CLEANUP(note_list) struct note_list notes = {0};
    (void)ask;
    if (!note_list_load(&notes, db, err))
        return false;
    if (notes.count == 0) {
        page_put(page, ROLE_DIM,
                 "Nothing is written down yet: c on any line writes a note about what it is of,");
        page_put(page, ROLE_DIM,
                 "and :note one about the case. A word with # is a tag: tag:WORD filters by it.");
        return true;
    }
    page_title(page, "Notes, the newest first");
    for (size_t i = notes.count; i-- > 0;)
        put_note(page, &notes.items[i]);
    put_tags(page, &notes);
    return true;
}

static void *notes_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    return page_model_load(fill, ctx, ask, task, err);
}

const struct view_ops view_notes = {
    .name = "notes",
    .title = "Notes",
    .help = "what you wrote down, and the tags in it",
    .hint = "Enter its events  c another note  u takes the last one back  / search  ? help",
    .no_filter = true,
    .open = page_open,
    .load = notes_load,
    .model_free = page_model_free,
    .update = page_model_update,
    .draw = page_model_draw,
    .request = page_model_request,
    .selection = page_model_selection,
    .dump = page_model_dump,
    .close = page_close,
};
