// SPDX-License-Identifier: GPL-3.0-or-later
/* A row for each tactic, those without a call faint: what was not seen tells something, too. */
#include "src/report/figure.h"

#include "src/report/svg.h"

#include <inttypes.h>

enum {
    WIDTH = 960,
    LEFT = 170,
    BOX_WIDTH = 190,
    BOX_HEIGHT = 40,
    STEP = 198,
    ROW = 48,
    FAINT_ROW = 24,
    PER_ROW = 4,
    TOP = 4
};

static size_t techniques_of(const struct techniques *techniques, const struct attack_tactic *tactic)
{
    size_t count = 0;
    for (size_t i = 0; i < techniques->count; i++)
        count += techniques->rows[i].tactic == tactic;
    return count;
}

static int row_height(size_t count)
{
    return count == 0 ? FAINT_ROW : ROW * (int)((count + PER_ROW - 1) / PER_ROW);
}

static void draw_box(struct buf *svg, const struct technique_row *row, size_t at, double top, int64_t most)
{
    CLEANUP(buf) struct buf id = {0}, tip = {0};
    struct svg_rect rect = {LEFT + (double)STEP * (double)(at % PER_ROW), top + ROW * (double)(at / PER_ROW),
                            BOX_WIDTH, BOX_HEIGHT};
    buf_fmt(&id, "%s ×", row->technique->id);
    phrase_number(&id, row->events);
    buf_fmt(&tip, "%s %s: %s", row->technique->id, row->technique->name, row->calls);
    svg_rect(svg, rect, "box", NULL);
    struct svg_rect shade = {rect.x, rect.y, 8, BOX_HEIGHT};
    svg_rect(svg, shade, figure_heat(row->events, most), buf_text(&tip));
    svg_text(svg, rect.x + 16, rect.y + 17, "strong", buf_text(&id), 0);
    svg_text(svg, rect.x + 16, rect.y + 32, "small", row->technique->name, 32);
}

static void draw_tactic(struct buf *svg, const struct techniques *techniques,
                        const struct attack_tactic *tactic, double top, int64_t most)
{
    size_t count = techniques_of(techniques, tactic), at = 0;
    svg_text(svg, LEFT - 14, top + (count ? 25 : 16), count ? "strong end" : "faint end", tactic->name, 0);
    if (count == 0)
        svg_text(svg, LEFT, top + 16, "faint", "–", 0);
    for (size_t i = 0; i < techniques->count; i++)
        if (techniques->rows[i].tactic == tactic)
            draw_box(svg, &techniques->rows[i], at++, top, most);
}

bool figure_matrix(const struct report *report, struct buf *svg, struct buf *text)
{
    const struct techniques *techniques = &report->techniques;
    int64_t most = 0;
    int height = TOP;
    size_t tactics = 0;
    for (size_t i = 0; i < techniques->count; i++)
        most = techniques->rows[i].events > most ? techniques->rows[i].events : most;
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++) {
        size_t count = techniques_of(techniques, tactic);
        height += row_height(count);
        tactics += count > 0;
    }
    if (techniques->count == 0)
        return false;
    buf_str(
        text,
        "Tactics of ATT&CK in the order of the matrix, with the techniques of the attacker's calls, the edge "
        "of a box darker the more calls there are; ");
    phrase_count(text, (int64_t)tactics, "tactic was", "tactics were");
    buf_str(text, " seen.");
    svg_begin(svg, "tactic-matrix", WIDTH, height, "Tactics and techniques", buf_text(text));
    double top = TOP;
    for (const struct attack_tactic *tactic = attack_tactics; tactic->id; tactic++) {
        draw_tactic(svg, techniques, tactic, top, most);
        top += row_height(techniques_of(techniques, tactic));
    }
    svg_end(svg);
    return true;
}
