// SPDX-License-Identifier: GPL-3.0-or-later
/* Addresses on the left, credentials to the right of what they came from. */
#include "src/report/figure.h"

#include "src/report/svg.h"
#include "src/scope/residue_text.h"

enum {
    NODES_MAX = 40,
    SOURCES_MAX = 12,
    BOX_WIDTH = 224,
    BOX_HEIGHT = 38,
    SOURCE_WIDTH = 140,
    ROW = 50,
    COLUMN = 280,
    TOP = 6,
    TEXT_COLS = 30
};

struct drawing {
    const struct report *report;
    struct buf *svg;
    size_t count;              /* nodes drawn */
    const int64_t *source_ids; /* addresses */
    size_t source_count;
    double height;
};

static double node_x(const struct drawing *d, size_t at)
{
    return COLUMN * (double)(d->report->tree[at].depth + 1) - (COLUMN - SOURCE_WIDTH - 70);
}

static double node_y(size_t at)
{
    return TOP + ROW * (double)at;
}

static double source_y(const struct drawing *d, size_t at)
{
    double step = d->height / (double)d->source_count;
    return TOP + step * ((double)at + .5) - BOX_HEIGHT / 2.0;
}

/* The addresses the drawn credentials were used from. */
static void find_sources(struct drawing *d, struct arena *arena)
{
    struct groups groups = pick_group(&d->report->questions->facts.attributed, arena, FACT_ADDRESS);
    int64_t *ids = arena_alloc(arena, (groups.count + 1) * sizeof *ids);
    for (size_t i = 0; i < groups.count && d->source_count < SOURCES_MAX; i++)
        if (groups.items[i].id)
            ids[d->source_count++] = groups.items[i].id;
    d->source_ids = ids;
}

static bool is_used_from(const struct credential *c, int64_t address_id)
{
    for (size_t i = 0; i < c->attributed.count; i++)
        if (c->attributed.items[i]->ids[FACT_ADDRESS] == address_id)
            return true;
    return false;
}

/* Lines first, so that what they pass lies above them. */
static void draw_lines(const struct drawing *d, size_t source)
{
    double y = source_y(d, source) + BOX_HEIGHT / 2.0;
    for (size_t n = 0; n < d->count; n++) {
        const struct report_credential *node = &d->report->tree[n];
        if (node->of && is_used_from(node->of, d->source_ids[source]))
            svg_curve(d->svg, SOURCE_WIDTH + 1, y, node_x(d, n), node_y(n) + BOX_HEIGHT / 2.0,
                      node->depth == 0 ? "edge" : "edge use");
    }
}

static void draw_source(const struct drawing *d, size_t at)
{
    const struct facts *facts = &d->report->questions->facts;
    double y = source_y(d, at);
    struct svg_rect rect = {1, y, SOURCE_WIDTH, BOX_HEIGHT};
    svg_rect(d->svg, rect, "source", NULL);
    svg_text(d->svg, SOURCE_WIDTH / 2.0, y + 23, "mid",
             facts_name(facts, FACT_ADDRESS, d->source_ids[at])->value, 20);
}

static void write_node(const struct report_credential *node, struct buf *first, struct buf *second)
{
    if (node->made) {
        buf_fmt(first, "%s ", residue_kinds[node->made->kind].one);
        residue_text(first, node->made);
        buf_fmt(second, "made, %s, %s", node->opened ? "used" : "not used",
                node->made->state == RESIDUE_UNDONE ? "undone" : "still there");
        return;
    }
    buf_str(first, node->of->text);
    phrase_count(second, (int64_t)node->of->attributed.count, "call", "calls");
    buf_str(second, " from ");
    phrase_time(second, pick_first_s(&node->of->attributed));
}

static void draw_node(const struct drawing *d, size_t at)
{
    const struct report_credential *node = &d->report->tree[at];
    CLEANUP(buf) struct buf first = {0}, second = {0};
    double x = node_x(d, at), y = node_y(at);
    if (node->parent < d->count)
        svg_curve(d->svg, node_x(d, node->parent) + BOX_WIDTH, node_y(node->parent) + BOX_HEIGHT / 2.0, x,
                  y + BOX_HEIGHT / 2.0, "edge");
    struct svg_rect rect = {x, y, BOX_WIDTH, BOX_HEIGHT};
    write_node(node, &first, &second);
    svg_rect(d->svg, rect, node->made ? "made" : "box", buf_text(&first));
    svg_text(d->svg, x + 8, y + 16, "", buf_text(&first), TEXT_COLS);
    svg_text(d->svg, x + 8, y + 30, "faint small", buf_text(&second), TEXT_COLS + 6);
}

static void describe(const struct drawing *d, struct buf *text)
{
    buf_str(text,
            "From addresses on the left to the credentials used from them, and on to what came from those: ");
    phrase_count(text, (int64_t)d->report->addresses.total, "address", "addresses");
    buf_str(text, ", ");
    phrase_count(text, (int64_t)d->report->credentials->count, "credential used", "credentials used");
    size_t made = 0;
    for (size_t i = 0; i < d->report->tree_count; i++)
        made += d->report->tree[i].made != NULL;
    if (made) {
        buf_str(text, ", ");
        phrase_count(text, (int64_t)made, "made and not used (dashed)", "made and not used (dashed)");
    }
    buf_char(text, '.');
    if (d->count < d->report->tree_count)
        buf_fmt(text, " The first %zu are drawn; the list has them all.", d->count);
}

bool figure_credentials(const struct report *report, struct buf *svg, struct buf *text)
{
    CLEANUP(arena) struct arena arena = {0};
    struct drawing d = {.report = report, .svg = svg};
    size_t depth = 0;
    d.count = report->tree_count < NODES_MAX ? report->tree_count : NODES_MAX;
    if (d.count == 0)
        return false;
    find_sources(&d, &arena);
    for (size_t i = 0; i < d.count; i++)
        depth = report->tree[i].depth > depth ? report->tree[i].depth : depth;
    size_t rows = d.count > d.source_count ? d.count : d.source_count;
    d.height = ROW * (double)rows;
    describe(&d, text);
    int width = COLUMN * (int)depth + SOURCE_WIDTH + 70 + BOX_WIDTH + 2;
    svg_begin(svg, "credential-graph", width < 760 ? 760 : width, TOP + (int)d.height,
              "Credentials and where they came from", buf_text(text));
    for (size_t i = 0; i < d.source_count; i++)
        draw_lines(&d, i);
    for (size_t i = 0; i < d.source_count; i++)
        draw_source(&d, i);
    for (size_t i = 0; i < d.count; i++)
        draw_node(&d, i);
    svg_end(svg);
    return true;
}
