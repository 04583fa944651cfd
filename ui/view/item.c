// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * item: one item of the checklist: on what and where, why, what to mind, the commands that do it, check it
 * and take it back, and the events it rests on. Space and x tick it as on the list; y copies a command.
 */
#include "src/scope/checklist_parts.h"

#include "ui/view/event_line.h"

#include <inttypes.h>
#include <string.h>

enum { LABEL_COLS = 11, EVENTS_SHOWN = 12, IDS_MAX = 400, COMMANDS_SHOWN = 20, HANG_COLS = 6 };

static void put_text(struct page *page, const char *label, enum role role, const char *text)
{
    if (text != NULL && *text != '\0')
        page_field(page, label, LABEL_COLS, role, text);
}

static void put_targets(struct page *page, const struct checklist_texts *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        put_text(page, i == 0 ? "target" : "", ROLE_NORMAL, targets->items[i]);
}

/* The cursor stops at each, so that it can be copied. */
static void put_commands(struct page *page, const struct checklist_part *part)
{
    size_t shown = 0;
    const char *at = part->text;
    if (!page->lines[page->count - 1].title)
        page_put(page, ROLE_NORMAL, "");
    page_fmt(page, ROLE_LABEL, "  %s:", part->label);
    for (size_t len; *at != '\0' && shown < COMMANDS_SHOWN; at += len + (at[len] == '\n'), shown++) {
        len = strcspn(at, "\n");
        struct page_line *line = page_fmt(page, ROLE_NORMAL, "    %.*s", (int)len, at);
        line->text.hang = HANG_COLS;
        line->live = true;
        page->live = true;
    }
    if (*at != '\0')
        page_put(page, ROLE_DIM, "    and more like these: all are in the script and in JSON");
}

static void put_part(struct page *page, const struct checklist_part *part, bool open)
{
    if (part->commands)
        put_commands(page, part);
    else
        put_text(page, part->label, part->danger && open ? ROLE_WARNING : ROLE_NORMAL, part->text);
}

/* The first line keeps the state, which says what Space and x turn it to. The id begins with the phase. */
static void put_facts(struct page *page, const struct checklist_item *item)
{
    struct page_line *line = page_put(page, ROLE_STRONG, item->action);
    line->tag = (int)item->state;
    line->live = page->live = true; /* so that the page begins here, not at the first command */
    put_text(page, "item", ROLE_DIM, item->id);
    put_targets(page, &item->targets);
    put_text(page, "account", ROLE_NORMAL, item->account);
    put_text(page, "region", ROLE_NORMAL, item->region);
    if (item->state == CHECKLIST_OPEN)
        put_text(page, "state", ROLE_NORMAL, "to be done");
}

static void put_all(struct page *page, const struct checklist_item *item)
{
    CLEANUP(buf) struct buf filter = {0};
    buf_str(&filter, "id:(");
    for (size_t i = 0; i < item->event_count && i < IDS_MAX; i++)
        buf_fmt(&filter, "%s%" PRId64, i > 0 ? "," : "", item->events[i]);
    buf_char(&filter, ')');
    struct page_line *all = page_fmt(page, ROLE_NORMAL, "  all %zu", item->event_count);
    page_leads(page, all, "events", buf_text(&filter));
    if (item->event_count > IDS_MAX)
        page_fmt(page, ROLE_DIM, "  of which Enter lists the first %d", (int)IDS_MAX);
}

static bool put_events(struct page *page, struct db *db, const struct checklist_item *item, struct err *err)
{
    page_title(page, "Events");
    for (size_t i = 0; i < item->event_count && i < EVENTS_SHOWN; i++)
        if (!event_line_put(page, db, item->events[i], err))
            return false;
    if (item->event_count == 0)
        page_put(page, ROLE_DIM, "  it rests on no single events");
    else
        put_all(page, item);
    return true;
}

static bool put_item(struct page *page, struct db *db, const struct checklist_item *item, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct checklist_part_list parts = checklist_parts(item, &arena);
    size_t i = 0;
    put_facts(page, item);
    for (; i < parts.count && !parts.items[i].commands; i++)
        put_part(page, &parts.items[i], item->state == CHECKLIST_OPEN);
    if (i < parts.count)
        page_title(page, "Commands");
    for (; i < parts.count; i++)
        put_part(page, &parts.items[i], true);
    return put_events(page, db, item, err);
}

static bool fill(struct page *page, struct db *db, const struct ask *ask, struct err *err)
{
    CLEANUP(checklist) struct checklist list = {0};
    if (!checklist_load(&list, db, NULL, err))
        return false;
    const struct checklist_item *item = ask->thing != NULL ? checklist_find(&list, ask->thing) : NULL;
    if (item != NULL)
        return put_item(page, db, item, err);
    page_put(page, ROLE_NORMAL, "Open an item on the screen Checklist.");
    return true;
}

static void *item_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    return page_model_load(fill, ctx, ask, task, err);
}

static enum view_answer item_request(struct view *view, enum request request)
{
    const struct page *page = page_model_page(view->model);
    enum checklist_state to = request == REQUEST_PICK ? CHECKLIST_DONE : CHECKLIST_SKIPPED;
    if (page == NULL || view->ask.thing == NULL || (request != REQUEST_PICK && request != REQUEST_REJECT))
        return page_model_request(view, request);
    enum checklist_state state = (enum checklist_state)page->lines[0].tag;
    if (state == CHECKLIST_REVERSED) {
        view_say(view, "the logs show it done already");
        return VIEW_DONE;
    }
    view->decision = (struct view_decision){.what = VIEW_TICK,
                                            .value = view->ask.thing,
                                            .text = checklist_state_names[state == to ? CHECKLIST_OPEN : to]};
    return VIEW_DONE;
}

/* The action or a command stands for the events of the item, and is what is copied. */
static bool item_selection(const struct view *view, struct selection *out)
{
    const struct page *page = page_model_page(view->model);
    const struct page_line *line = page_current(view, page);
    if (line == NULL || !line->live)
        return page_model_selection(view, out);
    out->label = line->text.text.text + strspn(line->text.text.text, " ");
    out->filter = "id:0";
    for (size_t i = 0; i < page->count; i++)
        if (page->lines[i].filter != NULL)
            out->filter = page->lines[i].filter;
    return true;
}

static const struct keymap_binding item_keys[] = {
    {"Space", REQUEST_PICK, "it is done, or is not after all"},
    {"x", REQUEST_REJECT, "it is not to be done"},
    {NULL, REQUEST_NONE, NULL},
};

const struct view_ops view_item = {
    .name = "item",
    .title = "Item",
    .help = "one item of the checklist: where, why, what to mind, commands, events",
    .hint = "Space done  x not to be done  Enter events  y copy  Tab next part  ? help",
    .keys = item_keys,
    .of_one = true,
    .no_filter = true,
    .open = page_open,
    .load = item_load,
    .model_free = page_model_free,
    .update = page_model_update,
    .draw = page_model_draw,
    .request = item_request,
    .selection = item_selection,
    .dump = page_model_dump,
    .close = page_close,
};
