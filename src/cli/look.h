// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * look: what the commands that look at a case share: the filter of a call, and the columns of an event.
 */
#ifndef TRAILCASE_CLI_LOOK_H
#define TRAILCASE_CLI_LOOK_H

#include "src/cli/output.h"
#include "src/model/events.h"

/* The filter of a call: its words from args[from] on, and its time options. */
bool look_filter(const struct call *call, size_t from, struct filter **ret, struct err *err) WARN_UNUSED;

/* What --help says about filters. */
extern const char look_filter_help[];

/* The columns of an event, and writing one row of them. */
enum { LOOK_EVENT_COLUMNS = 17 };
extern const struct column look_event_columns[LOOK_EVENT_COLUMNS];
bool look_event(struct output *out, const struct event_row *row, struct err *err) WARN_UNUSED;

#endif
