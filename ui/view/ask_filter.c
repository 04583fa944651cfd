// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/ask_filter.h"

#include "src/model/filter_sql.h"

bool ask_begin(void *ctx, const struct ask *ask, struct task *task, struct filter **ret_filter,
               struct err *err)
{
    *ret_filter = NULL;
    db_set_cancel(ctx, &task->cancel);
    if (ask->filter == NULL || ask->filter[0] == '\0')
        return true;
    return filter_parse(ret_filter, ask->filter, isotime_now(), NULL, err);
}

void ask_end(void *ctx)
{
    db_set_cancel(ctx, NULL);
}

void ask_add_window(struct buf *out, int64_t since_s, int64_t until_s)
{
    char text[ISOTIME_SIZE];
    if (since_s != ISOTIME_NONE)
        buf_fmt(out, "%ssince:%s", out->len > 0 ? " " : "", isotime_format(since_s, text));
    if (until_s != ISOTIME_NONE)
        buf_fmt(out, "%suntil:%s", out->len > 0 ? " " : "", isotime_format(until_s, text));
}
