// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * queue: a bounded queue of pointers between threads.
 *
 * Any number of threads may put and take. Putting waits while the queue is full, taking while it is empty.
 * After queue_close() nothing more gets in; what is inside can still be taken. The items belong to whoever
 * holds them: an item refused by queue_put() stays the caller's, and queue_done() demands an empty queue or a
 * caller who has dealt with the rest (take until false).
 */
#ifndef TRAILCASE_JOB_QUEUE_H
#define TRAILCASE_JOB_QUEUE_H

#include "src/job/thread.h"

struct queue {
    struct mutex mutex;
    struct cond not_full, not_empty;
    void **items; /* ring of `cap` slots */
    size_t cap, first, count;
    bool closed;
};

/* Make a queue that holds at most cap items (cap > 0). */
void queue_init(struct queue *queue, size_t cap);
void queue_done(struct queue *queue);

/* Put an item, waiting for room. False when the queue is closed: the item was not taken. */
bool queue_put(struct queue *queue, void *item) WARN_UNUSED;

/* Take the oldest item, waiting for one. False when the queue is closed and empty. */
bool queue_take(struct queue *queue, void **ret_item) WARN_UNUSED;

/* Let nothing more in and wake everybody who waits. May be called again. */
void queue_close(struct queue *queue);

#endif
