// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/figure.h"

#include "src/report/svg.h"

const char *figure_heat(int64_t count, int64_t most)
{
    static const char *const shades[] = {"heat h1", "heat h2", "heat h3", "heat h4", "heat h5"};
    size_t shade = ARRAY_LEN(shades) - 1;
    for (int64_t least = most / 4; shade > 0 && count < least; least /= 4)
        shade--;
    return shades[count >= most ? ARRAY_LEN(shades) - 1 : shade];
}

double figure_at(const struct figure_axis *axis, int64_t time_s)
{
    return axis->x + axis->width * (double)(time_s - axis->from_s) / (double)(axis->to_s - axis->from_s);
}

/* The smallest step that leaves no more than eight marks. */
static int64_t choose_step(int64_t span_s)
{
    static const int64_t steps_s[] = {60,         300,         900,        3600,        3 * HOUR_S,
                                      6 * HOUR_S, 12 * HOUR_S, DAY_S,      2 * DAY_S,   7 * DAY_S,
                                      14 * DAY_S, 30 * DAY_S,  90 * DAY_S, 365 * DAY_S, 1825 * DAY_S};
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(steps_s) && span_s / steps_s[i] > 8)
        i++;
    return steps_s[i];
}

void figure_axis(struct buf *svg, const struct figure_axis *axis)
{
    int64_t step_s = choose_step(axis->to_s - axis->from_s);
    int64_t at_s = axis->from_s + step_s - 1;
    at_s -= at_s % step_s;
    svg_line(svg, axis->x, axis->y, axis->x + axis->width, axis->y, "axis");
    for (; at_s < axis->to_s; at_s += step_s) {
        struct isotime_parts t = isotime_to_parts(at_s);
        CLEANUP(buf) struct buf label = {0};
        double x = figure_at(axis, at_s);
        if (step_s >= DAY_S)
            buf_fmt(&label, "%04d-%02d-%02d", t.year, t.month, t.day);
        else
            buf_fmt(&label, "%02d-%02d %02d:%02d", t.month, t.day, t.hour, t.minute);
        svg_line(svg, x, axis->y, x, axis->y + 5, "axis");
        if (x < axis->x + axis->width - 30)
            svg_text(svg, x, axis->y + 18, "faint small mid", buf_text(&label), 0);
    }
}
