// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/narrow.h"

#include "ui/core/bar.h"

#include <string.h>
#include <strings.h>

enum { PICKED_MAX = 200 };

void narrow_add_whole(struct buf *out, const char *filter)
{
    const char *at = filter;
    bool has_or = false;
    if (filter == NULL)
        return;
    for (struct slice chip; bar_next_chip(&at, &chip);)
        has_or |= chip.len == 2 && strncasecmp(chip.text, "or", 2) == 0;
    buf_fmt(out, has_or ? "(%s)" : "%s", filter);
}

void narrow_add_term(struct buf *out, const char *term)
{
    const char *at = buf_text(out);
    for (struct slice chip; bar_next_chip(&at, &chip);)
        if (chip.len == strlen(term) && memcmp(chip.text, term, chip.len) == 0)
            return;
    buf_fmt(out, "%s%s", out->len > 0 ? " " : "", term);
}

static struct selection nothing(void)
{
    return (struct selection){.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
}

bool narrow_add_picked(const struct view *view, struct buf *out)
{
    CLEANUP(buf) struct buf any = {0};
    size_t count = 0;
    struct selection selection = nothing();
    while (count < PICKED_MAX && view->ops->picked != NULL && view->ops->picked(view, count, &selection)) {
        buf_str(&any, count++ > 0 ? " or" : "");
        view_selection_filter(&selection, &any);
        selection = nothing();
    }
    if (count == 0 && view->ops->selection != NULL && view->ops->selection(view, &selection))
        view_selection_filter(&selection, &any);
    if (any.len == 0)
        return false;
    buf_fmt(out, count > 1 ? "(%s)" : "%s", buf_text(&any));
    return true;
}

bool narrow(const struct view *view, const char *filter, bool exclude, struct buf *out)
{
    CLEANUP(buf) struct buf term = {0};
    if (!narrow_add_picked(view, &term))
        return false;
    narrow_add_whole(out, filter);
    CLEANUP(buf) struct buf added = {0};
    bool is_one = bar_without_last_chip(buf_text(&term)) == 0;
    const char *open = exclude && !is_one ? "(" : "", *close = exclude && !is_one ? ")" : "";
    buf_fmt(&added, "%s%s%s%s", exclude ? "!" : "", open, buf_text(&term), close);
    narrow_add_term(out, buf_text(&added));
    return true;
}
