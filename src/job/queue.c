// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/queue.h"

#include "src/base/alloc.h"

#include <stdlib.h>

void queue_init(struct queue *queue, size_t cap)
{
    *queue = (struct queue){.cap = cap, .items = alloc_zero(cap, sizeof *queue->items)};
    mutex_init(&queue->mutex);
    cond_init(&queue->not_full);
    cond_init(&queue->not_empty);
}

void queue_done(struct queue *queue)
{
    if (queue == NULL || queue->items == NULL)
        return;
    cond_done(&queue->not_empty);
    cond_done(&queue->not_full);
    mutex_done(&queue->mutex);
    free(queue->items);
    queue->items = NULL;
}

bool queue_put(struct queue *queue, void *item)
{
    mutex_lock(&queue->mutex);
    while (queue->count == queue->cap && !queue->closed)
        cond_wait(&queue->not_full, &queue->mutex);
    bool open = !queue->closed;
    if (open) {
        queue->items[(queue->first + queue->count++) % queue->cap] = item;
        cond_wake_one(&queue->not_empty);
    }
    mutex_unlock(&queue->mutex);
    return open;
}

bool queue_take(struct queue *queue, void **ret_item)
{
    mutex_lock(&queue->mutex);
    while (queue->count == 0 && !queue->closed)
        cond_wait(&queue->not_empty, &queue->mutex);
    bool got = queue->count > 0;
    if (got) {
        *ret_item = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->cap;
        queue->count--;
        cond_wake_one(&queue->not_full);
    }
    mutex_unlock(&queue->mutex);
    return got;
}

void queue_close(struct queue *queue)
{
    mutex_lock(&queue->mutex);
    queue->closed = true;
    cond_wake_all(&queue->not_full);
    cond_wake_all(&queue->not_empty);
    mutex_unlock(&queue->mutex);
}
