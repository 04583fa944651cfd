// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"
#include "src/cli/look.h"
#include "src/detect/lead.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "all", .letter = 'a', .help = "rules without a hit, too"},
    {.name = "dismiss", .argument = "REASON", .help = "be done with the lead; 'undo' takes it back"},
    {.name = "recall", .help = "take a dismissal back"},
    {.name = "text", .help = "the rule as it was written, or what was told as it came"},
    {0},
};

static const struct column columns[] = {
    {"level", COLUMN_TEXT, 0},
    {"source", COLUMN_TEXT, 0},
    {"title", COLUMN_TEXT, COLUMN_WIDE},
    {"events", COLUMN_INT, 0},
    {"times", COLUMN_INT, 0},
    {"attributed", COLUMN_INT, 0},
    {"first", COLUMN_TIME, 0},
    {"last", COLUMN_TIME, COLUMN_SPARE},
    {"techniques", COLUMN_WORDS, COLUMN_SPARE},
    {"per_principal_day", COLUMN_REAL, COLUMN_SPARE},
    {"percent", COLUMN_REAL, COLUMN_SPARE},
    {"state", COLUMN_TEXT, COLUMN_SPARE},
    {"rule", COLUMN_TEXT, COLUMN_SPARE},
    {"kind", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"principals", COLUMN_INT, COLUMN_NOT_TABLE},
    {"author", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"teller", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"type", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"key", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"address", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"principal", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"own", COLUMN_BOOL, COLUMN_NOT_TABLE},
    {"dismissed", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"note", COLUMN_TEXT, COLUMN_NOT_TABLE},
};

static const char *state_of(const struct lead *lead)
{
    return lead->dismissed ? "dismissed" : lead->is_folded ? "folded" : lead->aside;
}

static void write_lead(struct output *out, const struct lead_list *list, const struct lead *lead)
{
    output_text(out, rule_level_names[lead->level]);
    output_text(out, lead_source_names[lead->source]);
    output_text(out, lead->title);
    output_int(out, lead->events);
    output_int(out, lead->windows);
    output_int(out, lead->attributed);
    output_time(out, lead->first_s);
    output_time(out, lead->last_s);
    output_words(out, lead->techniques);
    output_real(out, lead_rate(lead));
    output_real(out, lead_share(list, lead));
    output_text(out, state_of(lead));
    output_text(out, lead->id);
    output_text(out, lead->kind);
    output_int(out, lead->principals);
    output_text(out, lead->author);
    output_text(out, lead->source == LEAD_RULE ? NULL : lead->path);
    output_text(out, lead->type);
    output_text(out, lead->key);
    output_text(out, lead->address);
    output_text(out, lead->principal);
    output_bool(out, lead->is_own);
    output_text(out, lead->dismissed);
    output_text(out, lead->lint);
}

static bool list_leads(struct call *call, struct db *db, struct err *err)
{
    CLEANUP(lead_list) struct lead_list list = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!lead_list_load(&list, db, option_is_set(&call->options, "all"), err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        write_lead(out, &list, &list.items[i]);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool write_page(struct output *out, const struct events_page *page, struct err *err)
{
    for (size_t i = 0; i < page->count; i++)
        if (!look_event(out, &page->rows[i], err))
            return false;
    return true;
}

static bool list_events(struct call *call, struct db *db, const char *id, struct err *err)
{
    enum { PAGE_ROWS = 1000 };
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(events) struct events events = {0};
    CLEANUP(output) struct output *out = NULL;
    CLEANUP(buf) struct buf text = {0};
    filter_append_term(&text, "rule", id);
    if (!filter_parse(&filter, buf_text(&text), isotime_now(), NULL, err) ||
        !events_open(&events, db, filter, err) ||
        !output_open(&out, call, look_event_columns, LOOK_EVENT_COLUMNS, err))
        return false;
    struct events_ask ask = events_ask_first(PAGE_ROWS);
    for (bool more = true; more;) {
        CLEANUP(events_page) struct events_page page = {0};
        if (!events_page(&page, &events, db, &ask, err) || !write_page(out, &page, err))
            return false;
        more = page.more && page.count;
        if (page.count) {
            ask.time_s = page.rows[page.count - 1].time_s;
            ask.id = page.rows[page.count - 1].id;
        }
    }
    return output_close(TAKE(out), err);
}

static bool write_text(struct call *call, struct db *db, const char *id, struct err *err)
{
    CLEANUP(lead_list) struct lead_list list = {0};
    if (!lead_list_load(&list, db, true, err))
        return false;
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i].id, id) == 0)
            return output_document(call, list.items[i].text ? list.items[i].text : "",
                                   list.items[i].text ? strlen(list.items[i].text) : 0, err);
    return err_set(err, ERR_USAGE, "the rule %s is only there for a correlation", id);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(arena) struct arena arena = {0};
    const char *reason = option_value(&call->options, "dismiss"), *id = NULL;
    bool recall = option_is_set(&call->options, "recall");
    if ((reason || recall) && !call->arg_count)
        return err_set(err, ERR_USAGE, "which lead? Usage: trailcase leads %s", call->command->usage);
    if (!call_open(call, reason || recall ? DB_WRITE : DB_READ, &db, err))
        return false;
    if (!call->arg_count)
        return list_leads(call, db, err);
    if (!lead_find(db, call->args[0], &arena, &id, err))
        return false;
    if (reason || recall)
        return lead_dismiss(db, id, reason, err);
    if (option_is_set(&call->options, "text"))
        return write_text(call, db, id, err);
    return list_events(call, db, id, err);
}

const struct command cmd_leads = {
    .name = "leads",
    .group = CMD_JUDGE,
    .usage = "CASE [LEAD]",
    .summary = "What rules hit, detectors found and alerts told; with LEAD its events",
    .detail = "LEAD is an id or a title. Rules that hit more than 5 % of all events are folded, which\n"
              "is said in `state`, and stand after the others; dismissed ones come last. 'lead add'\n"
              "takes an alert from outside.\n",
    .args_max = 1,
    .tables = {own_options, cmd_output_options},
    .run = run,
};
