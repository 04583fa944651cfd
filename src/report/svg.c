// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/svg.h"

#include "src/report/html.h"

void svg_begin(struct buf *out, const char *id, int width, int height, const char *title, const char *desc)
{
    buf_fmt(out,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">\n<title id=\"%s-t\">",
            width, height, id, id, id);
    html_text(out, title);
    buf_fmt(out, "</title>\n<desc id=\"%s-d\">", id);
    html_text(out, desc);
    buf_str(out, "</desc>\n");
}

void svg_end(struct buf *out)
{
    buf_str(out, "</svg>\n");
}

void svg_rect(struct buf *out, struct svg_rect rect, const char *class, const char *tip)
{
    buf_fmt(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", class, rect.x,
            rect.y, rect.width, rect.height);
    if (!tip) {
        buf_str(out, "/>\n");
        return;
    }
    buf_str(out, "><title>");
    html_text(out, tip);
    buf_str(out, "</title></rect>\n");
}

void svg_line(struct buf *out, double x1, double y1, double x2, double y2, const char *class)
{
    buf_fmt(out, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", class, x1, y1, x2, y2);
}

void svg_curve(struct buf *out, double x1, double y1, double x2, double y2, const char *class)
{
    double middle = (x1 + x2) / 2;
    buf_fmt(out, "<path class=\"%s\" d=\"M%.1f %.1fC%.1f %.1f", class, x1, y1, middle, y1);
    buf_fmt(out, " %.1f %.1f %.1f %.1f\"/>\n", middle, y2, x2, y2);
}

void svg_text(struct buf *out, double x, double y, const char *class, const char *text, size_t cols)
{
    buf_fmt(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
    if (cols)
        html_text_fit(out, text, cols);
    else
        html_text(out, text);
    buf_str(out, "</text>\n");
}
