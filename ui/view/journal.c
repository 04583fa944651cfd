// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * journal: everything that was decided, newest first, and whether the chain of hashes holds.
 */
#include "src/scope/history.h"

#include "ui/core/format.h"
#include "ui/view/page.h"

#include <inttypes.h>

enum { TIME_COLS = 19, SEQ_COLS = 5, ROWS_SHOWN = 5000 };

static void put_chain(struct page *page, const struct journal_check *check)
{
    if (check->broken_at != 0)
        page_fmt(page, ROLE_ERROR,
                 "The chain of hashes is broken at entry %" PRId64 ": the journal was changed.",
                 check->broken_at);
    else
        page_fmt(page, ROLE_DIM, "%" PRId64 " %s; the chain of hashes holds", check->rows,
                 check->rows == 1 ? "entry" : "entries");
    page_put(page, ROLE_NORMAL, "");
}

/* "    3  2020-04-10 03:00:00  note on address 203.0.113.66: a rented server" */
static void put_entry(struct page *page, const struct history_entry *entry)
{
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%*" PRId64 "  ", SEQ_COLS, entry->seq);
    format_time(&text, entry->time_s);
    buf_fmt(&text, "  %s", entry->text);
    struct page_line *line = page_put(page, entry->is_undo ? ROLE_DIM : ROLE_NORMAL, buf_text(&text));
    line->text.head_bytes = SEQ_COLS + 2 + TIME_COLS;
    line->text.head_role = ROLE_LABEL;
    line->text.hang = SEQ_COLS + TIME_COLS + 4;
}

static bool fill(struct page *page, struct db *db, const struct ask *ask, struct err *err)
{
    CLEANUP(history) struct history history = {0};
    (void)ask;
    if (!history_load(&history, db, ROWS_SHOWN, err))
        return false;
    put_chain(page, &history.check);
    for (size_t i = 0; i < history.count; i++)
        put_entry(page, &history.items[i]);
    return true;
}

static void *journal_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    return page_model_load(fill, ctx, ask, task, err);
}

const struct view_ops view_journal = {
    .name = "journal",
    .title = "Journal",
    .help = "every decision in order, and whether the chain of hashes holds",
    .hint = "j k scroll  u takes the last one back  / search  ? help",
    .no_filter = true,
    .open = page_open,
    .load = journal_load,
    .model_free = page_model_free,
    .update = page_model_update,
    .draw = page_model_draw,
    .request = page_model_request,
    .selection = page_model_selection,
    .dump = page_model_dump,
    .close = page_close,
};
