// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * survey: a look over the evidence before it is read: how much there is, for the progress.
 */
#ifndef TRAILCASE_INGEST_SURVEY_H
#define TRAILCASE_INGEST_SURVEY_H

#include "src/base/task.h"

/* The size of all files below the paths, as found. Less when the task is cancelled; task may be NULL. */
int64_t survey_bytes(const char *const *paths, size_t count, struct task *task);

#endif
