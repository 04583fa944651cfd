// SPDX-License-Identifier: GPL-3.0-or-later
/* The checklist as CSV, a line an item. */
#include "src/report/checklist_out.h"

#include "src/base/csv.h"

#include <string.h>

static const char heading[] =
    "state,phase,id,action,region,account,assignee,note,targets,why,command,check,undo,"
    "danger,by_hand,reversed\n";

static void put(struct buf *out, const char *text)
{
    if (text)
        csv_cell(out, text, strlen(text));
    buf_char(out, ',');
}

static void put_texts(struct buf *out, const struct checklist_texts *texts)
{
    CLEANUP(buf) struct buf joined = {0};
    for (size_t i = 0; i < texts->count; i++)
        buf_fmt(&joined, "%s%s", i ? "; " : "", texts->items[i]);
    put(out, buf_text(&joined));
}

static void put_item(struct buf *out, const struct checklist_item *item)
{
    CLEANUP(arena) struct arena arena = {0};
    put(out, checklist_state_names[item->state]);
    put(out, checklist_phase_names[item->recipe->phase]);
    put(out, item->id);
    put(out, item->action);
    put(out, item->region);
    put(out, item->account);
    put(out, item->assignee);
    put(out, item->note);
    put_texts(out, &item->targets);
    put_texts(out, &item->why);
    put(out, item->command);
    put(out, item->check);
    put(out, item->undo);
    put(out, checklist_danger(item, &arena));
    put(out, checklist_by(item) == CHECKLIST_BY_HAND ? "yes" : "no");
    if (item->reversed)
        csv_cell(out, item->reversed, strlen(item->reversed));
    buf_char(out, '\n');
}

bool checklist_csv(const struct checklist *list, struct buf *out, struct err *err UNUSED)
{
    buf_str(out, heading);
    for (size_t i = 0; i < list->count; i++)
        put_item(out, &list->items[i]);
    return true;
}
