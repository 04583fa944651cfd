// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/near.h"
#include "src/cli/look.h"
#include "src/model/list.h"

#include <string.h>

enum { COMMON_COLUMNS = 6 };

static const struct option_spec own[] = {
    {.name = "limit", .letter = 'n', .argument = "N", .help = "rows at most; 0 for all (default: all)"},
    {.name = "sort",
     .letter = 's',
     .argument = "COLUMN",
     .help = "sort by a column; -COLUMN upwards (default: events)"},
    {0},
};

static bool read_kind(const char *word, enum list_kind *ret, struct err *err)
{
    CLEANUP(buf) struct buf all = {0};
    struct near near = {.word = word};
    *ret = list_kind_of(word);
    if (*ret < LIST__COUNT)
        return true;
    for (enum list_kind kind = 0; kind < LIST__COUNT; kind++) {
        near_offer(&near, list_specs[kind].name);
        buf_fmt(&all, "%s%s", kind ? " " : "", list_specs[kind].name);
    }
    if (near.best)
        return err_set(err, ERR_USAGE, "there is no list of \"%s\"; did you mean %s?", word, near.best);
    return err_set(err, ERR_USAGE, "there is no list of \"%s\"; there are: %s", word, buf_text(&all));
}

static bool read_sort(const struct call *call, struct list_ask *ask, struct err *err)
{
    const char *word = option_value(&call->options, "sort");
    if (!word)
        return true;
    ask->ascending = *word == '-';
    if (list_sort_of(ask->kind, word + ask->ascending, &ask->sort))
        return true;
    CLEANUP(buf) struct buf all = {0};
    const struct list_extra *extras = list_specs[ask->kind].extras;
    for (size_t i = 0; i < LIST_EXTRAS_MAX && extras[i].name; i++)
        buf_fmt(&all, ", %s", extras[i].name);
    return err_set(err, ERR_USAGE, "--sort takes events, value, first, last, denied, verdict%s; not \"%s\"",
                   buf_text(&all), word);
}

/* What people know a value by stays on the narrowest terminal. */
static bool is_name(const char *extra)
{
    return strcmp(extra, "name") == 0 || strcmp(extra, "principal") == 0;
}

static size_t set_columns(enum list_kind kind, struct column *columns)
{
    static const struct column common[COMMON_COLUMNS] = {
        {"value", COLUMN_TEXT, COLUMN_WIDE | COLUMN_ENDS},
        {"events", COLUMN_INT, 0},
        {"first", COLUMN_TIME, 0},
        {"last", COLUMN_TIME, 0},
        {"verdict", COLUMN_TEXT, 0},
        {"denied", COLUMN_INT, COLUMN_SPARE},
    };
    const struct list_extra *extras = list_specs[kind].extras;
    size_t count = 0;
    memcpy(columns, common, sizeof common);
    for (; count < LIST_EXTRAS_MAX && extras[count].name; count++)
        columns[COMMON_COLUMNS + count] =
            (struct column){extras[count].name, extras[count].is_text ? COLUMN_TEXT : COLUMN_INT,
                            is_name(extras[count].name) ? 0 : COLUMN_SPARE};
    return COMMON_COLUMNS + count;
}

static bool write_rows(struct output *out, const struct list *list, struct err *err)
{
    const struct list_extra *extras = list_specs[list->kind].extras;
    for (size_t i = 0; i < list->count; i++) {
        const struct list_row *row = &list->rows[i];
        output_text(out, row->value);
        output_int(out, row->events);
        output_time(out, row->first_s);
        output_time(out, row->last_s);
        output_text(out, row->verdict);
        output_int(out, row->denied);
        for (size_t n = 0; n < LIST_EXTRAS_MAX && extras[n].name; n++)
            if (extras[n].is_text)
                output_text(out, row->extras[n].text);
            else
                output_int(out, row->extras[n].number);
        if (!output_row(out, err))
            return false;
    }
    return true;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(list) struct list list = {0};
    CLEANUP(output) struct output *out = NULL;
    struct column columns[COMMON_COLUMNS + LIST_EXTRAS_MAX];
    struct list_ask ask = {0};
    if (!read_kind(call->args[0], &ask.kind, err) || !read_sort(call, &ask, err) ||
        !option_int(&call->options, "limit", 0, INT64_MAX, &ask.limit, err) ||
        !look_filter(call, 1, &filter, err))
        return false;
    ask.filter = filter;
    size_t count = set_columns(ask.kind, columns);
    return call_open(call, DB_READ, &db, err) && list_load(&list, db, &ask, err) &&
           output_open(&out, call, columns, count, err) && write_rows(out, &list, err) &&
           output_close(TAKE(out), err);
}

const struct command cmd_list = {
    .name = "list",
    .group = CMD_LOOK,
    .usage = "CASE KIND [FILTER]",
    .summary = "Principals, addresses, keys and their like, with counts, first and last",
    .detail = "KIND: principals addresses keys agents apis services regions accounts resources\n"
              "errors sessions. FILTER: see trailcase events --help.\n",
    .args_min = 1,
    .args_max = CMD_ARGS_ANY,
    .words = {"principals addresses keys agents apis services regions accounts resources errors sessions"},
    .tables = {own, cmd_time_options, cmd_output_options},
    .run = run,
};
