// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/base/utf8.h"
#include "src/scope/lineage.h"
#include "src/scope/robot.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "window", .argument = "FROM..TO", .help = "days to look at; either end may be left out"},
    {.name = "history",
     .argument = "SPAN",
     .help = "how far before the window to compare with (default 30d)"},
    {0},
};

static bool kind_of(const char *word, enum robot_kind *ret, struct err *err)
{
    for (size_t i = 0; robot_names[i]; i++)
        if (strcmp(robot_names[i], word) == 0) {
            *ret = (enum robot_kind)i;
            return true;
        }
    return err_set(err, ERR_USAGE, "there is no robot %s: it is roles, services, interesting or baseline",
                   word);
}

static bool one_end(const char *text, size_t len, int64_t *ret_s)
{
    CLEANUP(buf) struct buf word = {0};
    buf_append(&word, text, len);
    return len == 0 || isotime_parse_human(buf_text(&word), isotime_now(), ret_s);
}

static bool read_window(const struct call *call, struct robot_ask *ask, struct err *err)
{
    const char *text = option_value(&call->options, "window");
    const char *dots = text ? strstr(text, "..") : NULL;
    if (!text || (dots && one_end(text, (size_t)(dots - text), &ask->from_s) &&
                  one_end(dots + 2, strlen(dots + 2), &ask->to_s)))
        return ask->from_s == ISOTIME_NONE || ask->to_s == ISOTIME_NONE || ask->from_s <= ask->to_s ||
               err_set(err, ERR_USAGE, "--window ends before it begins: %s", text);
    return err_set(err, ERR_USAGE, "--window takes FROM..TO, such as 2020-04-07..2020-04-08, not \"%s\"",
                   text);
}

/* A span is read as a moment that far back. */
static bool read_history(const struct call *call, struct robot_ask *ask, struct err *err)
{
    const char *text = option_value(&call->options, "history");
    int64_t then_s, now_s = (int64_t)4000 * 365 * DAY_S;
    ask->history_days = ROBOT_HISTORY_DAYS;
    if (!text)
        return true;
    if (strchr(text, '-') || !isotime_parse_human(text, now_s, &then_s) || now_s - then_s < DAY_S)
        return err_set(err, ERR_USAGE, "--history takes a span of days or weeks (30d, 8w), not \"%s\"", text);
    ask->history_days = (now_s - then_s) / DAY_S;
    return true;
}

static void put_cell(struct output *out, const struct robot_column *column, const struct robot_cell *cell)
{
    if (cell->absent)
        output_null(out);
    else if (column->type == ROBOT_TEXT)
        output_text(out, cell->text);
    else if (column->type == ROBOT_TIME)
        output_time(out, cell->number);
    else
        output_int(out, cell->number);
}

static bool write_rows(const struct call *call, const struct robot *robot, struct err *err)
{
    static const enum column_type types[] = {
        [ROBOT_TEXT] = COLUMN_TEXT, [ROBOT_INT] = COLUMN_INT, [ROBOT_TIME] = COLUMN_TIME};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(output) struct output *out = NULL;
    struct column *columns = arena_zero(&arena, robot->column_count, sizeof *columns);
    for (size_t i = 0; i < robot->column_count; i++)
        columns[i] = (struct column){robot->columns[i].name, types[robot->columns[i].type],
                                     robot->columns[i].wide ? COLUMN_WIDE | COLUMN_ENDS : 0};
    if (!output_open(&out, call, columns, robot->column_count, err))
        return false;
    for (size_t i = 0; i < robot->row_count; i++) {
        for (size_t j = 0; j < robot->column_count; j++)
            put_cell(out, &robot->columns[j], &robot->cells[i * robot->column_count + j]);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(robot) struct robot robot = {0};
    CLEANUP(buf) struct buf note = {0};
    struct robot_ask ask = {.thing = call->args[1], .from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE};
    if (!kind_of(call->args[0], &ask.kind, err) || !read_window(call, &ask, err) ||
        !read_history(call, &ask, err) ||
        !call_open(call, ask.kind == ROBOT_ROLES ? DB_WRITE : DB_READ, &db, err) ||
        (ask.kind == ROBOT_ROLES && !lineage_refresh(db, err)) || !robot_run(&robot, db, &ask, err))
        return false;
    utf8_visible(&note, robot.note, strlen(robot.note));
    if (!option_is_set(&call->options, "quiet"))
        fprintf(stderr, "%s\n", buf_text(&note));
    return write_rows(call, &robot, err);
}

const struct command cmd_robot = {
    .name = "robot",
    .group = CMD_JUDGE,
    .usage = "CASE roles|services|interesting|baseline THING",
    .summary = "What an analyst asks of every lead: roles, services, interesting calls, baseline",
    .detail = "roles        taken and tried, and what was taken with those sessions in turn\n"
              "services     used in the window, against the history before it\n"
              "interesting  calls that change something or read secrets, runs as one row\n"
              "baseline     addresses, clients, MFA, regions, ... new, gone, more or less often\n"
              "THING is a principal, key, address, session or event, as KIND:VALUE or by itself; an\n"
              "event stands for its principal on its day. Windows are whole days, UTC. Without one,\n"
              "services and baseline look at the last day of the thing, the others at all days.\n",
    .args_min = 2,
    .args_max = 2,
    .words = {"roles services interesting baseline"},
    .tables = {own_options, cmd_output_options},
    .run = run,
};
