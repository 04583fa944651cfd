// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * progress: one line on the terminal about work that goes on elsewhere: how far, how fast, how long still.
 *
 * A thread of its own reads the task and writes to standard error a few times a second; progress_stop() wipes
 * the line. While it runs, ^C asks the task to stop; a second ^C ends the program as usual.
 */
#ifndef TRAILCASE_CLI_PROGRESS_H
#define TRAILCASE_CLI_PROGRESS_H

#include "src/base/buf.h"
#include "src/base/task.h"

struct progress;

/* what: static text, "reading". shown: false only listens for ^C. */
struct progress *progress_start(struct task *task, const char *what, bool shown) WARN_UNUSED;
void progress_stop(struct progress *progress);
CLEANUP_DEFINE_PTR(progress, struct progress, progress_stop);

/* "1.4 GB"; decimal units. */
void progress_bytes(struct buf *out, int64_t bytes);

/* Append the line: done of total bytes after elapsed_ms, fitted to cols columns. total 0: not known. */
void progress_line(struct buf *out, const char *what, const int64_t amounts[2], int64_t elapsed_ms, int cols);

#endif
