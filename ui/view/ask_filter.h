// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ask_filter: from the ask of a screen to a filter, inside load().
 *
 * ask_begin() also ties the case to the task, so that its statements end when the user cancels; ask_end()
 * unties it. Both run in the worker thread.
 */
#ifndef TRAILCASE_UI_VIEW_ASK_FILTER_H
#define TRAILCASE_UI_VIEW_ASK_FILTER_H

#include "src/model/filter.h"
#include "ui/view/view.h"

/* ret_filter stays NULL when the ask has no filter. */
bool ask_begin(void *ctx, const struct ask *ask, struct task *task, struct filter **ret_filter,
               struct err *err) WARN_UNUSED;
void ask_end(void *ctx);

/* Append since: and until: of a window to a filter text; an open end adds nothing. */
void ask_add_window(struct buf *out, int64_t since_s, int64_t until_s);

#endif
