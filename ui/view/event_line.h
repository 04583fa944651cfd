// SPDX-License-Identifier: GPL-3.0-or-later
/* event_line: an event as a sentence on a line of a page, which stands for it and opens it. For workers. */
#ifndef TRAILCASE_UI_VIEW_EVENT_LINE_H
#define TRAILCASE_UI_VIEW_EVENT_LINE_H

#include "ui/view/page.h"

/* "2020-03-28 13:02:36  ci-deploy created user svc-monitoring, from 203.0.113.24 by AWS CLI, no MFA"; no line
 * when there is no such event. */
bool event_line_put(struct page *page, struct db *db, int64_t id, struct err *err) WARN_UNUSED;

#endif
