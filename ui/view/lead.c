// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lead: one lead: what it says, the first of its events, and its text: a rule, or a finding or an alert as it
 * came. A line of an event or of a thing stands for it: Enter opens it, r has the robots on it.
 */
#include "src/detect/lead.h"

#include "src/model/events.h"
#include "src/scope/phrase.h"
#include "ui/view/event_line.h"

#include <inttypes.h>
#include <string.h>

enum { LABEL_COLS = 11, EVENTS_SHOWN = 12, HANG_COLS = 6 };

/* What is under the label is a thing of the case: Enter shows its events, r the robots on it. */
static void put_thing(struct page *page, const char *label, enum thing thing, const char *value)
{
    CLEANUP(buf) struct buf filter = {0};
    if (!value)
        return;
    filter_append_term(&filter, thing_term(thing), value);
    struct page_line *line = page_field(page, label, LABEL_COLS, ROLE_NORMAL, value);
    page_stands(page, line, thing, value);
    page_leads(page, line, "events", buf_text(&filter));
}

static void put_told(struct page *page, const struct lead *lead)
{
    const char *const fields[][2] = {
        {"type", lead->type}, {"says", lead->description}, {"resource", lead->resource}};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if (fields[i][1])
            page_field(page, fields[i][0], LABEL_COLS, ROLE_NORMAL, fields[i][1]);
    put_thing(page, "principal", THING_PRINCIPAL, lead->principal);
    put_thing(page, "key", THING_KEY, lead->key);
    put_thing(page, "address", THING_ADDRESS, lead->address);
}

static void put_facts(struct page *page, const struct lead_list *list, const struct lead *lead)
{
    CLEANUP(buf) struct buf text = {0};
    page_field(page, "level", LABEL_COLS, lead->level >= LEVEL_HIGH ? ROLE_WARNING : ROLE_NORMAL,
               rule_level_names[lead->level]);
    if (*lead->techniques)
        page_field(page, "ATT&CK", LABEL_COLS, ROLE_NORMAL, lead->techniques);
    if (lead->source != LEAD_RULE)
        put_told(page, lead);
    phrase_count(&text, lead->windows, "time", "times");
    buf_str(&text, ", ");
    phrase_count(&text, lead->events, "event", "events");
    buf_fmt(&text, ", %.2f %% of all; %.1f for each principal and day", lead_share(list, lead),
            lead_rate(lead));
    page_field(page, "hit", LABEL_COLS, ROLE_NORMAL, buf_text(&text));
    if (lead->is_folded)
        page_field(page, "folded", LABEL_COLS, ROLE_WARNING,
                   "hits over 5 % of all events, so it says too little");
    if (lead->aside)
        page_field(page, "put aside", LABEL_COLS, ROLE_WARNING, lead->aside);
    if (lead->dismissed)
        page_field(page, "dismissed", LABEL_COLS, ROLE_WARNING, lead->dismissed);
    if (lead->lint)
        page_field(page, "note", LABEL_COLS, ROLE_WARNING, lead->lint);
    if (lead->author)
        page_field(page, "author", LABEL_COLS, ROLE_DIM, lead->author);
    page_field(page, "from", LABEL_COLS, ROLE_DIM, lead->path);
}

static bool put_events(struct page *page, struct db *db, const struct lead *lead, struct err *err)
{
    CLEANUP(buf) struct buf filter_text = {0};
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(events) struct events events = {0};
    CLEANUP(events_page) struct events_page rows = {0};
    struct events_ask ask = events_ask_first(EVENTS_SHOWN);
    filter_append_term(&filter_text, "rule", lead->id);
    if (!filter_parse(&filter, buf_text(&filter_text), isotime_now(), NULL, err) ||
        !events_open(&events, db, filter, err) || !events_page(&rows, &events, db, &ask, err))
        return false;
    page_title(page, "Events");
    if (rows.count == 0)
        page_put(page, ROLE_DIM, "  none of them is in the case");
    for (size_t i = 0; i < rows.count; i++)
        if (!event_line_put(page, db, rows.rows[i].id, err))
            return false;
    struct page_line *all = page_fmt(page, ROLE_NORMAL, "  all %" PRId64, lead->events);
    page_leads(page, all, "events", buf_text(&filter_text));
    return true;
}

/* Does a block of prose begin behind this line of YAML: "description: |"? */
static bool begins_block(const char *line, size_t len)
{
    while (len > 0 && strchr(" +-", line[len - 1]) != NULL)
        len--;
    return len > 2 && strchr("|>", line[len - 1]) != NULL && line[len - 2] == ' ' && line[len - 3] == ':';
}

/* Lines that go on a paragraph of a block, one after the other; returns where the paragraph ends. */
static const char *put_paragraph(struct buf *out, const char *at, size_t block)
{
    size_t len = strcspn(at, "\n");
    buf_append(out, at, len);
    for (at += len; *at != '\0'; at += len) {
        const char *next = at + 1;
        size_t indent = strspn(next, " ");
        len = strcspn(next, "\n") + 1;
        if (block == 0 || indent < block || strchr("-*\n", next[indent]) != NULL)
            return next;
        buf_fmt(out, " %.*s", (int)(len - 1 - indent), next + indent);
    }
    return at;
}

/* The paragraphs of a description were broken for another width: they are put together and wrap as they must.
 */
static void put_text(struct page *page, const struct lead *lead)
{
    if (!lead->text)
        return;
    page_title(page, lead->source == LEAD_RULE ? "Rule" : "As it came");
    size_t block = 0; /* the indentation of the block we are in; 0 = in none */
    for (const char *at = lead->text; *at;) {
        CLEANUP(buf) struct buf line = {0};
        size_t indent = strspn(at, " "), len = strcspn(at, "\n");
        if (len > indent && indent < block)
            block = 0;
        bool begins = begins_block(at, len);
        buf_str(&line, "  ");
        at = put_paragraph(&line, at, block);
        page_put(page, ROLE_NORMAL, buf_text(&line))->text.hang = (int)indent + (block > 0 ? 2 : HANG_COLS);
        if (begins)
            block = indent + 1;
    }
}

static bool fill(struct page *page, struct db *db, const struct ask *ask, struct err *err)
{
    CLEANUP(lead_list) struct lead_list list = {0};
    if (!lead_list_load(&list, db, true, err))
        return false;
    for (size_t i = 0; ask->thing != NULL && i < list.count; i++)
        if (strcmp(list.items[i].id, ask->thing) == 0) {
            page_put(page, ROLE_NORMAL, list.items[i].title);
            put_facts(page, &list, &list.items[i]);
            if (!put_events(page, db, &list.items[i], err))
                return false;
            put_text(page, &list.items[i]);
            return true;
        }
    page_put(page, ROLE_NORMAL, "Open a lead on the Leads screen.");
    return true;
}

static void *lead_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    return page_model_load(fill, ctx, ask, task, err);
}

const struct view_ops view_lead = {
    .name = "lead",
    .title = "Lead",
    .help = "one lead: what it says, its events, its text",
    .hint = "Enter event  r checks  m mark  Tab next part  ? help",
    .of_one = true,
    .no_filter = true,
    .open = page_open,
    .load = lead_load,
    .model_free = page_model_free,
    .update = page_model_update,
    .draw = page_model_draw,
    .request = page_model_request,
    .selection = page_model_selection,
    .dump = page_model_dump,
    .close = page_close,
};
