// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * turn: threads that take numbered things wait until everything before theirs is done.
 *
 * Numbers begin at 0 and are passed one by one. Any number of threads may wait.
 */
#ifndef TRAILCASE_JOB_TURN_H
#define TRAILCASE_JOB_TURN_H

#include "src/job/thread.h"

struct turn {
    struct mutex mutex;
    struct cond passed;
    uint64_t next;
    bool closed;
};

void turn_init(struct turn *turn);
void turn_done(struct turn *turn);

/* Wait until it is the turn of a number. False when it will not be: the turn was closed. */
bool turn_wait(struct turn *turn, uint64_t number) WARN_UNUSED;

/* What had the turn is done. */
void turn_pass(struct turn *turn);

/* Wake everybody who waits. May be called again. */
void turn_close(struct turn *turn);

#endif
