// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/coverage.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/s3name.h"
#include "src/scope/phrase.h"

#include <stdlib.h>
#include <string.h>

/* A digest speaks of about an hour. One that claims far more is not believed for the rest. */
enum { DIGEST_HOURS_MOST = 48 };

/* The regions of the commercial partition; trails of all regions write to each that is enabled. */
static const char *const known_regions[] = {
    "af-south-1",     "ap-east-1",      "ap-east-2",      "ap-northeast-1", "ap-northeast-2",
    "ap-northeast-3", "ap-south-1",     "ap-south-2",     "ap-southeast-1", "ap-southeast-2",
    "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
    "ca-central-1",   "ca-west-1",      "eu-central-1",   "eu-central-2",   "eu-north-1",
    "eu-south-1",     "eu-south-2",     "eu-west-1",      "eu-west-2",      "eu-west-3",
    "il-central-1",   "me-central-1",   "me-south-1",     "mx-central-1",   "sa-east-1",
    "us-east-1",      "us-east-2",      "us-west-1",      "us-west-2",
};

static const char *const category_names[] = {[COVERAGE_MANAGEMENT] = "management",
                                             [COVERAGE_DATA] = "data",
                                             [COVERAGE_INSIGHT] = "insight",
                                             [COVERAGE_NETWORK] = "network_activity"};
_Static_assert(ARRAY_LEN(category_names) == COVERAGE_CATEGORY__COUNT, "each category has a name");

const char *coverage_category_name(enum coverage_category category)
{
    return category_names[category];
}

/* A row while it is gathered: cells come unsorted and more than one an hour. */
struct draft {
    struct coverage_row row;
    size_t cap;
};

struct builder {
    struct coverage *coverage;
    struct draft *drafts;
    size_t count, cap;
    size_t last; /* rows come in runs */
};

static bool is_row(const struct coverage_row *row, const char *account, const char *region)
{
    return strcmp(row->account, account) == 0 && strcmp(row->region, region) == 0;
}

static struct draft *draft_of(struct builder *builder, const char *account, const char *region)
{
    if (builder->last < builder->count && is_row(&builder->drafts[builder->last].row, account, region))
        return &builder->drafts[builder->last];
    for (size_t i = 0; i < builder->count; i++)
        if (is_row(&builder->drafts[i].row, account, region))
            return &builder->drafts[builder->last = i];
    if (builder->count == builder->cap) {
        builder->cap = builder->cap ? 2 * builder->cap : 16;
        builder->drafts = alloc_resize(builder->drafts, builder->cap, sizeof *builder->drafts);
    }
    struct arena *arena = &builder->coverage->arena;
    builder->drafts[builder->count] = (struct draft){.row = {.account = arena_str(arena, account),
                                                             .region = arena_str(arena, region),
                                                             .first_s = ISOTIME_NONE,
                                                             .last_s = ISOTIME_NONE}};
    return &builder->drafts[builder->last = builder->count++];
}

static void add_cell(struct draft *draft, const struct coverage_cell *cell)
{
    struct coverage_row *row = &draft->row;
    if (row->cell_count && row->cells[row->cell_count - 1].hour == cell->hour) {
        struct coverage_cell *last = &row->cells[row->cell_count - 1];
        last->events += cell->events;
        last->files += cell->files;
        last->digests += cell->digests;
        return;
    }
    if (row->cell_count == draft->cap) {
        draft->cap = draft->cap ? 2 * draft->cap : 64;
        row->cells = alloc_resize(row->cells, draft->cap, sizeof *row->cells);
    }
    row->cells[row->cell_count++] = *cell;
}

static int64_t hour_of(int64_t time_s)
{
    return time_s / HOUR_S - (time_s % HOUR_S < 0);
}

static void widen(int64_t *first_s, int64_t *last_s, int64_t from_s, int64_t to_s)
{
    if (*first_s == ISOTIME_NONE || from_s < *first_s)
        *first_s = from_s;
    if (*last_s == ISOTIME_NONE || to_s > *last_s)
        *last_s = to_s;
}

static const char *text_of(struct stmt *stmt, int col)
{
    const char *text = stmt_get_text(stmt, col, NULL);
    return text ? text : "";
}

static void take_hour(struct builder *builder, struct stmt *stmt)
{
    struct draft *draft = draft_of(builder, text_of(stmt, 0), text_of(stmt, 1));
    int64_t category = stmt_get_int(stmt, 3), events = stmt_get_int(stmt, 4);
    add_cell(draft, &(struct coverage_cell){.hour = stmt_get_int(stmt, 2), .events = events});
    draft->row.events += events;
    widen(&draft->row.first_s, &draft->row.last_s, stmt_get_int(stmt, 5), stmt_get_int(stmt, 6));
    if (category >= 0 && category < COVERAGE_CATEGORY__COUNT)
        builder->coverage->events[category] += events;
}

static void take_file(struct builder *builder, struct stmt *stmt)
{
    struct s3name name;
    if (!s3name_parse(text_of(stmt, 0), &name)) {
        builder->coverage->other_files++;
        return;
    }
    struct draft *draft = draft_of(builder, name.account, name.region);
    add_cell(draft, &(struct coverage_cell){.hour = hour_of(name.delivered_s), .files = 1});
    draft->row.files++;
    builder->coverage->named_files++;
}

static void take_digest(struct builder *builder, struct stmt *stmt)
{
    struct draft *draft = draft_of(builder, text_of(stmt, 0), text_of(stmt, 1));
    int64_t hour = hour_of(stmt_get_int(stmt, 2)), end = hour_of(stmt_get_int(stmt, 3) - 1);
    if (end - hour > DIGEST_HOURS_MOST)
        end = hour + DIGEST_HOURS_MOST;
    for (; hour <= end; hour++)
        add_cell(draft, &(struct coverage_cell){.hour = hour, .digests = 1});
    draft->row.digests++;
}

static bool each_row(struct builder *builder, struct db *db, enum query_id query,
                     void (*take)(struct builder *, struct stmt *), struct err *err)
{
    struct stmt *stmt;
    enum stmt_end got;
    if (!db_stmt(db, query, &stmt, err))
        return false;
    while ((got = stmt_step(stmt, err)) == STMT_ROW)
        take(builder, stmt);
    stmt_clear(stmt);
    return got == STMT_DONE;
}

static int by_hour(const void *a, const void *b)
{
    const struct coverage_cell *left = a, *right = b;
    return (left->hour > right->hour) - (left->hour < right->hour);
}

static void merge_cells(struct coverage_row *row)
{
    size_t kept = 0;
    qsort(row->cells, row->cell_count, sizeof *row->cells, by_hour);
    for (size_t i = 0; i < row->cell_count; i++) {
        struct coverage_cell *last = kept ? &row->cells[kept - 1] : NULL;
        if (!last || last->hour != row->cells[i].hour) {
            row->cells[kept++] = row->cells[i];
            continue;
        }
        last->events += row->cells[i].events;
        last->files += row->cells[i].files;
        last->digests += row->cells[i].digests;
    }
    row->cell_count = kept;
}

void coverage_window(const struct trailwindow *window, struct buf *out)
{
    char from[ISOTIME_SIZE], to[ISOTIME_SIZE];
    phrase_time(out, window->from_s);
    if (window->to_s == ISOTIME_NONE) {
        buf_str(out, " on");
    } else {
        isotime_format(window->from_s, from);
        isotime_format(window->to_s, to);
        bool same_day = strncmp(from, to, strlen("2020-03-29")) == 0;
        buf_fmt(out, " to %.10s%s%.5s", same_day ? "" : to, same_day ? "" : " ", to + strlen("2020-03-29T"));
    }
    bool of = window->account != NULL && window->account[0] != '\0';
    buf_fmt(out, ": trail %s%s%s left out %s", window->trail ? window->trail : "(not named)",
            of ? " of " : "", of ? window->account : "", window->excluded ? window->excluded : "all");
}

bool coverage_hole(const struct coverage_row *row, size_t *at, int64_t *ret_from_hour, int64_t *ret_to_hour)
{
    for (size_t i = *at; i + 1 < row->cell_count; i++) {
        *ret_from_hour = row->cells[i].hour + 1;
        *ret_to_hour = row->cells[i + 1].hour;
        *at = i + 1;
        if (*ret_from_hour < *ret_to_hour)
            return true;
    }
    return false;
}

static void count_row(struct coverage_row *row)
{
    int64_t from, to;
    for (size_t i = 0; i < row->cell_count; i++) {
        row->hours_events += row->cells[i].events > 0;
        row->hours_files += row->cells[i].files > 0;
        row->hours_digests += row->cells[i].digests > 0;
    }
    for (size_t at = 0; coverage_hole(row, &at, &from, &to);) {
        size_t hours = (size_t)(to - from);
        row->hole_hours += hours;
        if (hours > row->longest_hole_hours)
            row->longest_hole_hours = hours;
    }
}

static int by_name(const void *a, const void *b)
{
    const struct coverage_row *left = &((const struct draft *)a)->row,
                              *right = &((const struct draft *)b)->row;
    int order = strcmp(left->account, right->account);
    return order ? order : strcmp(left->region, right->region);
}

static void count_places(struct coverage *coverage)
{
    for (size_t i = 0; i < coverage->row_count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        bool new_region = row->region[0] != '\0';
        if (row->account[0] && (i == 0 || strcmp(row->account, row[-1].account) != 0))
            coverage->accounts++;
        for (size_t j = 0; j < i && new_region; j++)
            new_region = strcmp(coverage->rows[j].region, row->region) != 0;
        coverage->regions += new_region;
        if (row->first_s != ISOTIME_NONE)
            widen(&coverage->first_s, &coverage->last_s, row->first_s, row->last_s);
    }
}

static void find_never(struct coverage *coverage)
{
    coverage->never = arena_alloc(&coverage->arena, sizeof known_regions);
    for (size_t i = 0; i < ARRAY_LEN(known_regions); i++) {
        bool seen = false;
        for (size_t j = 0; j < coverage->row_count && !seen; j++)
            seen = strcmp(coverage->rows[j].region, known_regions[i]) == 0;
        if (!seen)
            coverage->never[coverage->never_count++] = known_regions[i];
    }
}

/* Move the drafts into the arena, sorted. */
static void finish_rows(struct builder *builder)
{
    struct coverage *coverage = builder->coverage;
    if (builder->count) /* qsort takes no NULL */
        qsort(builder->drafts, builder->count, sizeof *builder->drafts, by_name);
    coverage->rows = arena_zero(&coverage->arena, builder->count + 1, sizeof *coverage->rows);
    coverage->row_count = builder->count;
    for (size_t i = 0; i < builder->count; i++) {
        struct coverage_row *row = &coverage->rows[i];
        *row = builder->drafts[i].row;
        merge_cells(row);
        struct coverage_cell *cells = arena_alloc(&coverage->arena, (row->cell_count + 1) * sizeof *cells);
        memcpy(cells, row->cells, row->cell_count * sizeof *cells);
        free(row->cells);
        row->cells = cells;
        count_row(row);
    }
    free(builder->drafts);
    count_places(coverage);
    find_never(coverage);
}

/* Lags in rising order, with how many events had each. */
struct lags {
    int64_t *values, *events;
    size_t count, cap;
    int64_t total;
};

static void lags_add(struct lags *lags, int64_t value, int64_t events)
{
    if (lags->count == lags->cap) {
        lags->cap = lags->cap ? 2 * lags->cap : 256;
        lags->values = alloc_resize(lags->values, lags->cap, sizeof *lags->values);
        lags->events = alloc_resize(lags->events, lags->cap, sizeof *lags->events);
    }
    lags->values[lags->count] = value;
    lags->events[lags->count++] = events;
    lags->total += events;
}

/* The smallest lag that at least `percent` of the events do not exceed. */
static int64_t lags_rank(const struct lags *lags, int64_t percent)
{
    int64_t wanted = (lags->total * percent + 99) / 100, sum = 0;
    for (size_t i = 0; i < lags->count; i++)
        if ((sum += lags->events[i]) >= wanted)
            return lags->values[i];
    return lags->values[lags->count - 1];
}

static struct coverage_lag lags_sum(struct lags *lags)
{
    struct coverage_lag lag = {.events = lags->total};
    if (lags->count && lags->total)
        lag = (struct coverage_lag){.events = lags->total,
                                    .min_s = lags->values[0],
                                    .median_s = lags_rank(lags, 50),
                                    .p95_s = lags_rank(lags, 95),
                                    .max_s = lags->values[lags->count - 1]};
    lags->count = 0;
    lags->total = 0;
    return lag;
}

static struct coverage_row *row_named(struct coverage *coverage, const char *account, const char *region)
{
    for (size_t i = 0; i < coverage->row_count; i++)
        if (is_row(&coverage->rows[i], account, region))
            return &coverage->rows[i];
    return NULL;
}

static bool load_row_lags(struct coverage *coverage, struct db *db, struct lags *lags, struct err *err)
{
    struct coverage_row *row = NULL;
    struct stmt *stmt;
    enum stmt_end got;
    if (!db_stmt(db, QUERY_COVERAGE_LAGS, &stmt, err))
        return false;
    while ((got = stmt_step(stmt, err)) == STMT_ROW) {
        if (!row || !is_row(row, text_of(stmt, 0), text_of(stmt, 1))) {
            if (row)
                row->lag = lags_sum(lags);
            row = row_named(coverage, text_of(stmt, 0), text_of(stmt, 1));
        }
        if (row)
            lags_add(lags, stmt_get_int(stmt, 2), stmt_get_int(stmt, 3));
    }
    if (row)
        row->lag = lags_sum(lags);
    stmt_clear(stmt);
    return got == STMT_DONE;
}

static bool load_lags(struct coverage *coverage, struct db *db, struct err *err)
{
    struct lags lags = {0};
    struct stmt *stmt;
    enum stmt_end got = STMT_ERR;
    if (load_row_lags(coverage, db, &lags, err) && db_stmt(db, QUERY_COVERAGE_LAG_TOTAL, &stmt, err)) {
        while ((got = stmt_step(stmt, err)) == STMT_ROW)
            lags_add(&lags, stmt_get_int(stmt, 0), stmt_get_int(stmt, 1));
        stmt_clear(stmt);
        coverage->lag = lags_sum(&lags);
    }
    free(lags.values);
    free(lags.events);
    return got == STMT_DONE;
}

static bool load_left_out(struct coverage *coverage, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end got;
    size_t cap = 0;
    if (!db_stmt(db, QUERY_COVERAGE_LEFT_OUT, &stmt, err))
        return false;
    while ((got = stmt_step(stmt, err)) == STMT_ROW) {
        if (coverage->left_out_count == cap) {
            struct coverage_left_out *old = coverage->left_out;
            cap = cap ? 2 * cap : 4;
            coverage->left_out = arena_alloc(&coverage->arena, cap * sizeof *old);
            if (old)
                memcpy(coverage->left_out, old, coverage->left_out_count * sizeof *old);
        }
        coverage->left_out[coverage->left_out_count++] =
            (struct coverage_left_out){.options = stmt_text_dup(stmt, 0, &coverage->arena),
                                       .records = stmt_get_int(stmt, 1),
                                       .files = stmt_get_int(stmt, 2)};
    }
    stmt_clear(stmt);
    return got == STMT_DONE;
}

bool coverage_load(struct coverage *ret, struct db *db, struct err *err)
{
    struct builder builder = {.coverage = ret};
    *ret = (struct coverage){.first_s = ISOTIME_NONE, .last_s = ISOTIME_NONE};
    bool read = each_row(&builder, db, QUERY_COVERAGE_HOURS, take_hour, err) &&
                each_row(&builder, db, QUERY_COVERAGE_FILES, take_file, err) &&
                each_row(&builder, db, QUERY_COVERAGE_DIGESTS, take_digest, err);
    finish_rows(&builder);
    return (read && load_lags(ret, db, err) && load_left_out(ret, db, err) &&
            trailwindow_load(db, &ret->arena, &ret->windows, &ret->window_count, err)) ||
           err_wrap(err, "work out the coverage");
}

void coverage_done(struct coverage *coverage)
{
    if (coverage)
        arena_done(&coverage->arena);
}

void coverage_phrase(const struct coverage *coverage, struct buf *out)
{
    char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    if (coverage->first_s == ISOTIME_NONE) {
        buf_str(out, "in a case without events");
        return;
    }
    isotime_format(coverage->first_s, first);
    isotime_format(coverage->last_s, last);
    buf_fmt(out, "in the %zu region%s we hold", coverage->regions, coverage->regions == 1 ? "" : "s");
    if (coverage->accounts > 1)
        buf_fmt(out, " of %zu accounts", coverage->accounts);
    buf_fmt(out, ", %.10s to %.10s, ", first, last);
    buf_str(out, coverage->events[COVERAGE_DATA] ? "management and data events" : "management events only");
    if (coverage->window_count)
        buf_fmt(out, ", with %zu time%s in which a trail left something out", coverage->window_count,
                coverage->window_count == 1 ? "" : "s");
    int64_t records = 0, files = 0;
    for (size_t i = 0; i < coverage->left_out_count; i++) {
        records += coverage->left_out[i].records;
        files += coverage->left_out[i].files;
    }
    if (coverage->left_out_count == 0)
        return;
    buf_str(out, ", without ");
    if (records)
        phrase_count(out, records, "record", "records");
    buf_str(out, records && files ? " and " : "");
    if (files)
        phrase_count(out, files, "file", "files");
    buf_str(out, " that ingest was asked to leave out");
}
