// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/event_line.h"

#include "src/model/event_view.h"
#include "src/scope/sentence.h"

#include <inttypes.h>
#include <string.h>

enum { EVENT_COLS = 23 };

bool event_line_put(struct page *page, struct db *db, int64_t event_id, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(event_view) struct event_view event = {0};
    bool found;
    char iso[ISOTIME_SIZE];
    if (!event_view_load(&event, db, event_id, &found, err))
        return false;
    if (!found)
        return true;
    buf_fmt(&text, "  %.10s %.8s  ", isotime_format(event.time_s, iso), iso + strlen("2020-04-01T"));
    sentence_write(&event, &text);
    struct page_line *line = page_put(page, ROLE_NORMAL, buf_text(&text));
    line->text.hang = EVENT_COLS;
    const char *id = arena_fmt(page->arena, "%" PRId64, event_id);
    page_stands(page, line, THING_EVENT, id);
    line->view = "event";
    line->what = id;
    return true;
}
