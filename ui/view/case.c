// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * case: the first screen: what the evidence is, what it holds, how far the judging is, what to do next.
 */
#include "src/base/alloc.h"
#include "src/detect/lead.h"
#include "src/model/accounting.h"
#include "src/model/overview.h"
#include "src/model/timeline.h"
#include "src/scope/coverage.h"
#include "src/scope/residue.h"
#include "ui/core/format.h"
#include "ui/core/histogram.h"
#include "ui/view/ask_filter.h"
#include "ui/view/page.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABEL_COLS = 12,
    CHART_ROWS = 4,
    CHART_ROWS_MAX = 14,
    BARS_MAX = 400,
    DAYS_MIN = 7,
    LEADS_SHOWN = 3,
    LEADS_ROWS_MIN = 16, /* below, what to do next comes before the first leads */
    GAPS_SHOWN = 3,
    REFUSED_SHOWN = 2
};

/* What can be counted at once, and all of it. */
enum part { PART_QUICK, PART_WHOLE };

struct case_model {
    size_t left[RESIDUE_STATE__COUNT]; /* of what the attacker made or took down */
    enum part part;
    struct arena arena;
    struct page page;
    struct accounting accounting;
    const struct refused_file *refused;
    size_t refused_count;
    struct overview overview;
    struct overview_places accounts, regions;
    struct lead_list leads;
    struct trailwindow *gaps;
    size_t gap_count;
    size_t leads_shown;
    size_t leads_line; /* of the page; 0: it has none */
    struct timeline volume;
    uint32_t (*values)[HISTOGRAM_SERIES];
};

static void case_free(void *data)
{
    struct case_model *model = data;
    page_done(&model->page);
    timeline_done(&model->volume);
    lead_list_done(&model->leads);
    arena_done(&model->arena);
    free(model->values);
    free(model);
}

/* --- text --- */

static void add_count(struct buf *out, int64_t count, const char *one, const char *many)
{
    format_count(out, count);
    buf_fmt(out, " %s", count == 1 ? one : many);
}

static struct page_line *field(struct case_model *model, const char *label, enum role role,
                               const struct buf *value)
{
    return page_field(&model->page, label, LABEL_COLS, role, buf_text(value));
}

static void put_evidence(struct case_model *model)
{
    const struct accounting *a = &model->accounting;
    CLEANUP(buf) struct buf text = {0};
    add_count(&text, a->files_read, "file read", "files read");
    buf_str(&text, " + ");
    format_count(&text, a->files_refused);
    buf_str(&text, " refused");
    if (a->files_reading > 0)
        buf_fmt(&text, " + %lld unfinished: ingest again", (long long)a->files_reading);
    field(model, "files", a->files_refused + a->files_reading > 0 ? ROLE_WARNING : ROLE_NORMAL, &text);
    buf_clear(&text);
    format_count(&text, a->records);
    buf_str(&text, " = ");
    format_count(&text, a->stored);
    buf_str(&text, " stored + ");
    format_count(&text, a->duplicate);
    buf_str(&text, " duplicate + ");
    format_count(&text, a->rejected);
    buf_str(&text, " rejected");
    if (a->skipped) {
        buf_str(&text, " + ");
        format_count(&text, a->skipped);
        buf_str(&text, " skipped");
    }
    field(model, "records", a->rejected > 0 ? ROLE_WARNING : ROLE_NORMAL, &text);
    if (!a->findings)
        return;
    buf_clear(&text);
    format_count(&text, a->findings_kept);
    buf_str(&text, " of detectors, kept as leads");
    page_leads(&model->page, field(model, "findings", ROLE_NORMAL, &text), "leads", NULL);
}

static void put_refused(struct case_model *model)
{
    for (size_t i = 0; i < model->refused_count && i < REFUSED_SHOWN; i++) {
        const struct refused_file *file = &model->refused[i];
        const char *slash = strrchr(file->path, '/');
        CLEANUP(buf) struct buf text = {0};
        buf_fmt(&text, "%s: %s", slash != NULL ? slash + 1 : file->path, file->reason);
        field(model, "refused", ROLE_WARNING, &text);
    }
    if (model->refused_count > REFUSED_SHOWN)
        page_fmt(&model->page, ROLE_WARNING, "  and more: trailcase info CASE names them");
}

static void put_time(struct case_model *model)
{
    const struct overview *overview = &model->overview;
    CLEANUP(buf) struct buf text = {0};
    if (overview->first_s == ISOTIME_NONE) {
        buf_str(&text, "no events yet: trailcase ingest CASE PATH brings them in");
        field(model, "time", ROLE_WARNING, &text);
        return;
    }
    format_time(&text, overview->first_s);
    buf_str(&text, " to ");
    format_time(&text, overview->last_s);
    buf_str(&text, " UTC, ");
    format_span(&text, overview->last_s - overview->first_s);
    page_leads(&model->page, field(model, "time", ROLE_NORMAL, &text), "timeline", NULL);
}

/* A time without logs because a trail was off explains what is missing everywhere else. */
static void put_gaps(struct case_model *model)
{
    size_t shown = 0;
    for (size_t i = 0; i < model->gap_count && shown < GAPS_SHOWN; i++) {
        const struct trailwindow *gap = &model->gaps[i];
        CLEANUP(buf) struct buf text = {0};
        if (!gap->hides_events)
            continue;
        shown++;
        coverage_window(gap, &text);
        page_leads(&model->page, field(model, "gap", ROLE_WARNING, &text), "coverage", NULL);
    }
}

static bool is_begun(const struct case_model *model)
{
    return model->overview.attacker + model->overview.compromised > 0;
}

/* "9: 1 critical, 5 high, 3 medium": how many are worth a look, the worst first. */
static void put_lead_counts(struct case_model *model, const size_t levels[LEVEL__COUNT], size_t total)
{
    CLEANUP(buf) struct buf text = {0};
    const char *before = ": ";
    format_count(&text, (int64_t)total);
    for (int level = LEVEL__COUNT - 1; level >= 0; level--) {
        if (levels[level] == 0)
            continue;
        buf_str(&text, before);
        format_count(&text, (int64_t)levels[level]);
        buf_fmt(&text, " %s", rule_level_names[level]);
        before = ", ";
    }
    bool grave = levels[LEVEL_CRITICAL] + levels[LEVEL_HIGH] > 0;
    page_leads(&model->page, field(model, "2 leads", grave ? ROLE_WARNING : ROLE_NORMAL, &text), "leads",
               NULL);
}

/* Rules that hit, without those that were dismissed or say too little; the first of them by name until marks
 * say that the work has begun. */
static void put_leads(struct case_model *model)
{
    size_t levels[LEVEL__COUNT] = {0}, total = 0;
    for (size_t i = 0; i < model->leads.count; i++) {
        const struct lead *lead = &model->leads.items[i];
        if (lead_is_past(lead))
            continue;
        levels[lead->level]++;
        total++;
    }
    if (model->part == PART_QUICK)
        return;
    model->leads_line = model->page.count;
    put_lead_counts(model, levels, total);
    for (size_t i = 0; i < total && i < model->leads_shown && !is_begun(model); i++) {
        const struct lead *lead = &model->leads.items[i];
        CLEANUP(buf) struct buf text = {0};
        buf_str(&text, lead->title);
        buf_str(&text, ", ");
        add_count(&text, lead->events, "event", "events");
        struct page_line *line = field(model, rule_level_names[lead->level], ROLE_NORMAL, &text);
        page_leads(&model->page, line, "lead", NULL);
        line->what = arena_str(&model->arena, lead->id);
        line->label = arena_str(&model->arena, lead->title);
    }
}

/* "2: 111122223333 40,012, 444455556666 1,218": the busiest first. */
static void put_places(struct case_model *model, const char *label, const struct overview_places *places,
                       int64_t total)
{
    CLEANUP(buf) struct buf text = {0};
    format_count(&text, total);
    for (size_t i = 0; i < places->count; i++) {
        buf_fmt(&text, "%s%s ", i == 0 ? ": " : ", ", places->items[i].value);
        format_count(&text, places->items[i].events);
    }
    if (places->count > 0 && total > (int64_t)places->count)
        buf_str(&text, ", and more");
    page_leads(&model->page, field(model, label, ROLE_NORMAL, &text), label, NULL);
}

static void put_lists(struct case_model *model)
{
    const struct overview *overview = &model->overview;
    const struct {
        const char *view;
        char digit;
        int64_t count;
    } lists[] = {{"principals", '3', overview->principals},
                 {"addresses", '4', overview->addresses},
                 {"keys", '5', overview->keys},
                 {"apis", '7', overview->apis},
                 {"resources", '8', overview->resources}};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        CLEANUP(buf) struct buf text = {0};
        CLEANUP(buf) struct buf label = {0};
        buf_fmt(&label, "%c %s", lists[i].digit, lists[i].view);
        format_count(&text, lists[i].count);
        page_leads(&model->page, field(model, buf_text(&label), ROLE_NORMAL, &text), lists[i].view, NULL);
    }
}

/* Only in the whole model: it takes reading records. */
static void put_left(struct case_model *model)
{
    CLEANUP(buf) struct buf text = {0};
    size_t open = model->left[RESIDUE_OPEN] + model->left[RESIDUE_PARTLY];
    if (open + model->left[RESIDUE_UNDONE] == 0)
        return;
    add_count(&text, (int64_t)open, "thing the attacker left is not undone",
              "things the attacker left are not undone");
    page_leads(&model->page, field(model, "residue", open > 0 ? ROLE_ATTACKER : ROLE_NORMAL, &text),
               "residue", NULL);
}

static void put_judgement(struct case_model *model)
{
    const struct overview *overview = &model->overview;
    CLEANUP(buf) struct buf text = {0};
    if (overview->attacker + overview->compromised + overview->benign == 0) {
        buf_str(&text, "none yet");
        field(model, "marks", ROLE_NORMAL, &text);
        return;
    }
    buf_fmt(&text, "%lld attacker, %lld compromised, %lld benign", (long long)overview->attacker,
            (long long)overview->compromised, (long long)overview->benign);
    page_leads(&model->page, field(model, "9 marks", ROLE_NORMAL, &text), "scope", NULL);
    buf_clear(&text);
    add_count(&text, overview->attributed, "event is the attacker's", "events are the attacker's");
    page_leads(&model->page, field(model, "attributed", ROLE_ATTACKER, &text), "events", "is:attributed");
    if (overview->undecided == 0)
        return;
    buf_clear(&text);
    add_count(&text, overview->undecided, "event to decide on", "events to decide on");
    page_leads(&model->page, field(model, "undecided", ROLE_UNDECIDED, &text), "events", "is:undecided");
}

static void put_next(struct case_model *model)
{
    static const char *const start[] = {
        "1. 2 leads, Enter: its events.  Or f: what you were told, as api:CreateKeyPair",
        "2. On an event i K p: its address, key, principal.  m a Enter: attacker's",
        "3. 9 scope: a takes a proposal, A all strong ones; then the four answers",
    };
    static const char *const going[] = {
        "9 answers the four questions; :report FILE or DIR writes them down.",
    };
    bool begun = is_begun(model);
    if (begun)
        page_put(&model->page, ROLE_NORMAL, "");
    for (size_t i = 0; i < (begun ? ARRAY_LEN(going) : ARRAY_LEN(start)); i++)
        page_fmt(&model->page, ROLE_DIM, "  %s", begun ? going[i] : start[i])->text.hang = 2;
}

/* --- loading --- */

static bool load_volume(struct case_model *model, struct db *db, struct err *err)
{
    struct timeline_ask ask = {.from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE, .buckets_max = BARS_MAX};
    if (model->overview.first_s == ISOTIME_NONE)
        return true;
    if (model->overview.last_s - model->overview.first_s < (int64_t)DAY_S * BARS_MAX)
        ask.bucket_s = model->overview.last_s - model->overview.first_s < DAYS_MIN * DAY_S ? 0 : DAY_S;
    if (!timeline_load(&model->volume, db, &ask, err))
        return false;
    model->values = alloc_zero(model->volume.count + 1, sizeof *model->values);
    for (size_t i = 0; i < model->volume.count; i++)
        model->values[i][0] = (uint32_t)model->volume.buckets[i].events;
    return true;
}

static bool load_left(struct case_model *model, struct db *db, struct err *err)
{
    CLEANUP(residue) struct residue_list list = {0};
    if (model->overview.attributed == 0)
        return true;
    if (!residue_load(&list, db, err))
        return false;
    memcpy(model->left, list.states, sizeof model->left);
    return true;
}

static bool load_case(struct case_model *model, struct db *db, struct err *err)
{
    if (!accounting_load(db, &model->accounting, err) ||
        !accounting_refused(db, REFUSED_SHOWN + 1, &model->arena, &model->refused, &model->refused_count,
                            err) ||
        !overview_load(&model->overview, db, err))
        return false;
    return model->part == PART_QUICK ||
           (overview_places(db, OVERVIEW_ACCOUNTS, &model->arena, &model->accounts, err) &&
            overview_places(db, OVERVIEW_REGIONS, &model->arena, &model->regions, err) &&
            lead_list_load(&model->leads, db, false, err) &&
            trailwindow_load(db, &model->arena, &model->gaps, &model->gap_count, err) &&
            load_left(model, db, err) && load_volume(model, db, err));
}

static void *case_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct case_model *model = alloc_zero(1, sizeof *model);
    struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    model->page.arena = &model->arena;
    model->part = (enum part)ask->part;
    model->leads_shown = ask->rows < LEADS_ROWS_MIN ? 0 : LEADS_SHOWN;
    bool loaded = ask_begin(ctx, &all, task, &none, err) && load_case(model, ctx, err);
    ask_end(ctx);
    if (!loaded) {
        case_free(model);
        return NULL;
    }
    put_evidence(model);
    put_refused(model);
    put_time(model);
    put_gaps(model);
    put_leads(model);
    if (!is_begun(model))
        put_next(model);
    put_places(model, "accounts", &model->accounts, model->overview.accounts);
    put_places(model, "regions", &model->regions, model->overview.regions);
    put_lists(model);
    put_judgement(model);
    put_left(model);
    if (is_begun(model))
        put_next(model);
    return model;
}

/* --- the view --- */

/* Who has not moved yet begins at the leads, which were not there at first. */
static bool begins_at_leads(const struct view *view, const struct case_model *model)
{
    const struct case_model *old = view->model;
    const struct pager *pager = view->state;
    if (is_begun(model) || model->leads_line == 0 || (old != NULL && old->part == PART_WHOLE))
        return false;
    for (size_t i = 0; old != NULL && i < pager->line && i < old->page.count; i++)
        if (old->page.lines[i].live)
            return false;
    return true;
}

static void case_update(struct view *view, void *data)
{
    struct case_model *model = data;
    struct pager *pager = view->state;
    view->ask.part = PART_QUICK; /* what a reload begins with */
    if (model->part == PART_QUICK) {
        view->ask.part = PART_WHOLE;
        view->stale = true;
    }
    if (model->part == PART_QUICK && view->model != NULL) {
        case_free(model); /* what is there says more */
        return;
    }
    pager->line = begins_at_leads(view, model) ? model->leads_line : pager->line;
    view_keep(view, model);
    page_settle(view, &model->page);
}

static void day_label(const void *data, int bucket, struct buf *out)
{
    const struct timeline *timeline = data;
    char text[ISOTIME_SIZE];
    isotime_format(timeline->buckets[bucket].start_s, text);
    if (timeline->bucket_s >= DAY_S)
        buf_fmt(out, "%.10s", text);
    else
        buf_fmt(out, "%.5s %.5s", text + 5, text + 11);
}

static void draw_volume(const struct case_model *model, struct grid *grid, struct rect area)
{
    struct histogram histogram = {.values = (const uint32_t(*)[HISTOGRAM_SERIES])model->values,
                                  .count = (int)model->volume.count,
                                  .series = 1,
                                  .role = {ROLE_BAR},
                                  .cursor = HISTOGRAM_NO_CURSOR,
                                  .label = day_label,
                                  .data = &model->volume};
    CLEANUP(buf) struct buf title = {0};
    buf_str(&title, "  events over time, a bar is ");
    format_width(&title, model->volume.bucket_s);
    grid_put(grid, rect_top(&area, 1), ROLE_LABEL, 0, buf_text(&title));
    histogram_draw(&histogram, grid, area);
}

static int chart_rows(const struct case_model *model, struct rect area)
{
    int rows = area.rows - (int)model->page.count;
    return model->volume.count == 0 || rows < CHART_ROWS ? 0 : rows > CHART_ROWS_MAX ? CHART_ROWS_MAX : rows;
}

static void case_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct case_model *model = view->model;
    int rows = chart_rows(model, area);
    struct rect chart = rect_bottom(&area, rows);
    page_draw(view, &model->page, grid, area);
    if (rows > 0)
        draw_volume(model, grid, chart);
}

static enum view_answer case_request(struct view *view, enum request request)
{
    const struct case_model *model = view->model;
    struct rect whole = view->body;
    view->body.rows -= chart_rows(model, whole);
    enum view_answer answer = page_request(view, &model->page, request);
    view->body = whole;
    return answer;
}

static void case_dump(const struct view *view, struct buf *out)
{
    page_dump(&((const struct case_model *)view->model)->page, out);
}

const struct view_ops view_case = {
    .name = "case",
    .title = "Case",
    .help = "what the evidence is and how far the judging is",
    .hint = "Enter open  2 leads  3 who  4 where  6 when  9 scope  ? help",
    .digit = '1',
    .no_filter = true,
    .open = page_open,
    .load = case_load,
    .model_free = case_free,
    .update = case_update,
    .draw = case_draw,
    .request = case_request,
    .dump = case_dump,
    .close = page_close,
};
