// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/scope/coverage.h"

#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "grid", .help = "one row an hour, account and region, instead of one an account and region"},
    {0},
};

static void visible(struct buf *out, const char *text)
{
    utf8_visible(out, text, strlen(text));
}

static void pad(struct buf *out, const char *text, size_t cols)
{
    size_t before = out->len;
    visible(out, text[0] ? text : "(none)");
    size_t used = utf8_cols(out->bytes + before);
    buf_repeat(out, ' ', used < cols ? cols - used + 1 : 1);
}

static void write_span(struct buf *out, int64_t from_s, int64_t to_s)
{
    char iso[ISOTIME_SIZE];
    buf_str(out, isotime_format(from_s, iso));
    buf_fmt(out, " to %s", to_s == ISOTIME_NONE ? "the end of the case" : isotime_format(to_s, iso));
}

static void write_row(struct buf *out, const struct coverage_row *row)
{
    char iso[ISOTIME_SIZE];
    pad(out, row->account, 12);
    pad(out, row->region, 15);
    pad(out, row->first_s == ISOTIME_NONE ? "no events" : isotime_format(row->first_s, iso), 20);
    pad(out, row->last_s == ISOTIME_NONE ? "" : isotime_format(row->last_s, iso), 20);
    buf_fmt(out, "%9lld %8zu %8zu %8zu %8zu", (long long)row->events, row->hours_events, row->hours_files,
            row->hours_digests, row->hole_hours);
    if (row->lag.events)
        buf_fmt(out, " %7.1f %7.1f", (double)row->lag.median_s / 60, (double)row->lag.max_s / 60);
    buf_char(out, '\n');
}

static void write_window(struct buf *out, const struct trailwindow *window)
{
    buf_str(out, "  ");
    write_span(out, window->from_s, window->to_s);
    buf_str(out, ": trail ");
    visible(out, window->trail);
    buf_str(out, " left out ");
    visible(out, window->excluded);
    buf_str(out, " (");
    visible(out, window->api);
    buf_str(out, " by ");
    visible(out, window->principal);
    buf_str(out, ", account ");
    visible(out, window->account);
    buf_str(out, ")\n");
}

static void write_lag(struct buf *out, const struct coverage *coverage)
{
    const struct coverage_lag *lag = &coverage->lag;
    if (lag->events)
        buf_fmt(out,
                "Files came %.1f to %.1f min after their events (median %.1f, 95 %% within %.1f; %lld "
                "sightings in "
                "files named by CloudTrail).\n",
                (double)lag->min_s / 60, (double)lag->max_s / 60, (double)lag->median_s / 60,
                (double)lag->p95_s / 60, (long long)lag->events);
    if (coverage->other_files)
        buf_fmt(out, "%lld files are not named as CloudTrail names log files: they tell no delivery time.\n",
                (long long)coverage->other_files);
}

static void write_left_out(struct buf *out, const struct coverage *coverage)
{
    for (size_t i = 0; i < coverage->left_out_count; i++) {
        const struct coverage_left_out *left_out = &coverage->left_out[i];
        buf_str(out, "Left out by ");
        visible(out, left_out->options);
        buf_fmt(out, ": %lld records, %lld files unopened. Nothing is known of what they hold.\n",
                (long long)left_out->records, (long long)left_out->files);
    }
}

static bool write_report(struct call *call, const struct coverage *coverage, struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    buf_str(
        &out,
        "account      region          first                last                    events  h.event   h.file"
        " h.digest   h.hole lag med lag max\n");
    for (size_t i = 0; i < coverage->row_count; i++)
        write_row(&out, &coverage->rows[i]);
    buf_str(&out, "\nWhat is not seen here is not seen ");
    coverage_phrase(coverage, &out);
    buf_str(&out, ".\n");
    write_lag(&out, coverage);
    if (!coverage->events[COVERAGE_DATA])
        buf_str(
            &out,
            "No data event is in the case: reading and writing of objects, functions and tables would not "
            "show.\n");
    if (coverage->never_count) {
        buf_str(&out, "Nothing at all from:");
        for (size_t i = 0; i < coverage->never_count; i++)
            buf_fmt(&out, " %s", coverage->never[i]);
        buf_char(&out, '\n');
    }
    write_left_out(&out, coverage);
    buf_str(&out, coverage->window_count ? "Trails left things out:\n"
                                         : "No call in the case makes a trail log less.\n");
    for (size_t i = 0; i < coverage->window_count; i++)
        write_window(&out, &coverage->windows[i]);
    return output_document(call, buf_text(&out), out.len, err);
}

static void json_lag(struct jsonw *w, const struct coverage_lag *lag)
{
    jsonw_key(w, "lag");
    if (!lag->events) {
        jsonw_null(w);
        return;
    }
    jsonw_object(w);
    jsonw_kint(w, "events", lag->events);
    jsonw_kint(w, "min_s", lag->min_s);
    jsonw_kint(w, "median_s", lag->median_s);
    jsonw_kint(w, "p95_s", lag->p95_s);
    jsonw_kint(w, "max_s", lag->max_s);
    jsonw_end(w);
}

static void json_row(struct jsonw *w, const struct coverage_row *row)
{
    int64_t from, to;
    jsonw_object(w);
    jsonw_kstr(w, "account", row->account[0] ? row->account : NULL);
    jsonw_kstr(w, "region", row->region[0] ? row->region : NULL);
    jsonw_ktime(w, "first", row->first_s);
    jsonw_ktime(w, "last", row->last_s);
    jsonw_kint(w, "events", row->events);
    jsonw_kint(w, "files", row->files);
    jsonw_kint(w, "digests", row->digests);
    jsonw_kint(w, "hours_with_events", (int64_t)row->hours_events);
    jsonw_kint(w, "hours_with_files", (int64_t)row->hours_files);
    jsonw_kint(w, "hours_with_digests", (int64_t)row->hours_digests);
    jsonw_kint(w, "hole_hours", (int64_t)row->hole_hours);
    json_lag(w, &row->lag);
    jsonw_karray(w, "holes");
    for (size_t at = 0; coverage_hole(row, &at, &from, &to);) {
        jsonw_object(w);
        jsonw_ktime(w, "from", from * HOUR_S);
        jsonw_ktime(w, "to", to * HOUR_S);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_karray(w, "hours");
    for (size_t i = 0; i < row->cell_count; i++) {
        jsonw_object(w);
        jsonw_ktime(w, "hour", row->cells[i].hour * HOUR_S);
        jsonw_kint(w, "events", row->cells[i].events);
        jsonw_kint(w, "files", row->cells[i].files);
        jsonw_kint(w, "digests", row->cells[i].digests);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
}

static void json_windows(struct jsonw *w, const struct coverage *coverage)
{
    jsonw_karray(w, "windows");
    for (size_t i = 0; i < coverage->window_count; i++) {
        const struct trailwindow *window = &coverage->windows[i];
        jsonw_object(w);
        jsonw_ktime(w, "from", window->from_s);
        jsonw_ktime(w, "to", window->to_s);
        jsonw_kstr(w, "account", window->account);
        jsonw_kstr(w, "region", window->region);
        jsonw_kstr(w, "trail", window->trail);
        jsonw_kstr(w, "api", window->api);
        jsonw_kstr(w, "principal", window->principal);
        jsonw_kstr(w, "excluded", window->excluded);
        jsonw_kint(w, "opened_by", window->opened_by);
        if (window->closed_by)
            jsonw_kint(w, "closed_by", window->closed_by);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void json_summary(struct jsonw *w, const struct coverage *coverage)
{
    CLEANUP(buf) struct buf phrase = {0};
    coverage_phrase(coverage, &phrase);
    jsonw_kstr(w, "phrase", buf_text(&phrase));
    jsonw_ktime(w, "first", coverage->first_s);
    jsonw_ktime(w, "last", coverage->last_s);
    jsonw_kobject(w, "events");
    for (int i = 0; i < COVERAGE_CATEGORY__COUNT; i++)
        jsonw_kint(w, coverage_category_name((enum coverage_category)i), coverage->events[i]);
    jsonw_end(w);
    jsonw_kobject(w, "files");
    jsonw_kint(w, "named", coverage->named_files);
    jsonw_kint(w, "other", coverage->other_files);
    jsonw_end(w);
    json_lag(w, &coverage->lag);
    jsonw_karray(w, "left_out");
    for (size_t i = 0; i < coverage->left_out_count; i++) {
        jsonw_object(w);
        jsonw_kstr(w, "options", coverage->left_out[i].options);
        jsonw_kint(w, "records", coverage->left_out[i].records);
        jsonw_kint(w, "files", coverage->left_out[i].files);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_karray(w, "regions_never_seen");
    for (size_t i = 0; i < coverage->never_count; i++)
        jsonw_str(w, coverage->never[i]);
    jsonw_end(w);
}

static bool write_json(struct call *call, const struct coverage *coverage, struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    json_summary(&w, coverage);
    json_windows(&w, coverage);
    jsonw_karray(&w, "rows");
    for (size_t i = 0; i < coverage->row_count; i++)
        json_row(&w, &coverage->rows[i]);
    jsonw_end(&w);
    jsonw_end(&w);
    buf_char(&out, '\n');
    return output_document(call, buf_text(&out), out.len, err);
}

static void put_name(struct output *out, const char *name)
{
    output_text(out, name[0] ? name : NULL);
}

static bool write_list(struct call *call, const struct coverage *coverage, struct err *err)
{
    static const struct column columns[] = {
        {"account", COLUMN_TEXT, 0},
        {"region", COLUMN_TEXT, 0},
        {"first", COLUMN_TIME, 0},
        {"last", COLUMN_TIME, 0},
        {"events", COLUMN_INT, 0},
        {"files", COLUMN_INT, 0},
        {"hours_with_events", COLUMN_INT, 0},
        {"hours_with_files", COLUMN_INT, 0},
        {"hours_with_digests", COLUMN_INT, 0},
        {"hole_hours", COLUMN_INT, 0},
    };
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < coverage->row_count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        put_name(out, row->account);
        put_name(out, row->region);
        output_time(out, row->first_s);
        output_time(out, row->last_s);
        output_int(out, row->events);
        output_int(out, row->files);
        output_int(out, (int64_t)row->hours_events);
        output_int(out, (int64_t)row->hours_files);
        output_int(out, (int64_t)row->hours_digests);
        output_int(out, (int64_t)row->hole_hours);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool write_grid(struct call *call, const struct coverage *coverage, struct err *err)
{
    static const struct column columns[] = {
        {"account", COLUMN_TEXT, 0}, {"region", COLUMN_TEXT, 0}, {"hour", COLUMN_TIME, 0},
        {"events", COLUMN_INT, 0},   {"files", COLUMN_INT, 0},   {"digests", COLUMN_INT, 0},
    };
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < coverage->row_count; i++)
        for (size_t j = 0; j < coverage->rows[i].cell_count; j++) {
            const struct coverage_cell *cell = &coverage->rows[i].cells[j];
            put_name(out, coverage->rows[i].account);
            put_name(out, coverage->rows[i].region);
            output_time(out, cell->hour * HOUR_S);
            output_int(out, cell->events);
            output_int(out, cell->files);
            output_int(out, cell->digests);
            if (!output_row(out, err))
                return false;
        }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(coverage) struct coverage coverage = {0};
    if (!call_open(call, DB_READ, &db, err) || !coverage_load(&coverage, db, err))
        return false;
    if (option_is_set(&call->options, "grid"))
        return write_grid(call, &coverage, err);
    switch (output_format_of(call)) {
    case OUTPUT_TABLE:
        return write_report(call, &coverage, err);
    case OUTPUT_JSON:
        return write_json(call, &coverage, err);
    default:
        return write_list(call, &coverage, err);
    }
}

const struct command cmd_coverage = {
    .name = "coverage",
    .group = CMD_CASE,
    .usage = "CASE [--grid]",
    .summary = "Show for which accounts, regions and hours there is evidence, and where it is blind",
    .detail = "Columns h.event, h.file, h.digest: hours with events (by their own time), with log\n"
              "files (by the delivery time in their names), with a digest that speaks of them.\n"
              "h.hole: hours between the first and the last with none of these. Lags are minutes.\n"
              "The JSON holds the grid by hour, holes, and what trails left out.\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
