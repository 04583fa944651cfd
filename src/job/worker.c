// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/worker.h"

#include "src/base/alloc.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct entry {
    struct entry *next;
    struct worker_job job;
    struct task task;
    void *result;
    struct err err;
    bool worthless; /* superseded while it ran */
};

/* A list with a tail, so that jobs leave in the order they came. */
struct list {
    struct entry *first, **end;
};

struct worker {
    struct worker_context context;
    struct thread thread;
    struct mutex mutex;
    struct cond wake;
    int pipe[2];
    bool stop;
    struct list waiting, ready;
    struct entry *running;
    void *ctx; /* worker thread only, as is open_err */
    struct err open_err;
};

static void list_init(struct list *list)
{
    *list = (struct list){.first = NULL, .end = &list->first};
}

static void list_add(struct list *list, struct entry *entry)
{
    entry->next = NULL;
    *list->end = entry;
    list->end = &entry->next;
}

static struct entry *list_take(struct list *list)
{
    struct entry *entry = list->first;
    if (entry == NULL)
        return NULL;
    list->first = entry->next;
    if (list->first == NULL)
        list->end = &list->first;
    return entry;
}

/* Move every entry of a slot from one list to another. */
static void list_move_slot(struct list *from, unsigned slot, struct list *to)
{
    struct list kept;
    list_init(&kept);
    for (struct entry *entry; (entry = list_take(from)) != NULL;)
        list_add(entry->job.slot == slot ? to : &kept, entry);
    list_init(from);
    for (struct entry *entry; (entry = list_take(&kept)) != NULL;)
        list_add(from, entry);
}

static void drop_all(struct list *list)
{
    for (struct entry *entry; (entry = list_take(list)) != NULL;) {
        entry->job.drop(entry->job.arg, entry->result);
        free(entry);
    }
}

static void run_entry(struct worker *worker, struct entry *entry)
{
    if (cancel_asked(&entry->task.cancel))
        err_set(&entry->err, ERR_CANCELLED, "cancelled");
    else if (worker->open_err.code != ERR_NONE)
        entry->err = worker->open_err;
    else
        entry->result = entry->job.run(worker->ctx, entry->job.arg, &entry->task, &entry->err);
}

static void tell_main(struct worker *worker)
{
    ssize_t rc = write(worker->pipe[1], "", 1);
    (void)rc; /* a full pipe is as loud as one more byte */
}

static void loop(void *arg)
{
    struct worker *worker = arg;
    worker->ctx = worker->context.open(worker->context.arg, &worker->open_err);
    mutex_lock(&worker->mutex);
    for (;;) {
        while (worker->waiting.first == NULL && !worker->stop)
            cond_wait(&worker->wake, &worker->mutex);
        if (worker->stop)
            break;
        struct entry *entry = worker->running = list_take(&worker->waiting);
        mutex_unlock(&worker->mutex);
        run_entry(worker, entry);
        mutex_lock(&worker->mutex);
        worker->running = NULL;
        list_add(&worker->ready, entry);
        tell_main(worker);
    }
    mutex_unlock(&worker->mutex);
    if (worker->ctx != NULL && worker->context.close != NULL)
        worker->context.close(worker->ctx);
}

struct worker *worker_start(const struct worker_context *context, struct err *err)
{
    struct worker *worker = alloc_zero(1, sizeof *worker);
    worker->context = *context;
    list_init(&worker->waiting);
    list_init(&worker->ready);
    if (pipe2(worker->pipe, O_NONBLOCK | O_CLOEXEC) != 0) {
        free(worker);
        err_errno(err, "start the worker: make a pipe");
        return NULL;
    }
    mutex_init(&worker->mutex);
    cond_init(&worker->wake);
    if (!thread_start(&worker->thread, loop, worker, err)) {
        worker_stop(worker);
        return NULL;
    }
    return worker;
}

void worker_stop(struct worker *worker)
{
    if (worker == NULL)
        return;
    mutex_lock(&worker->mutex);
    worker->stop = true;
    if (worker->running != NULL)
        cancel_ask(&worker->running->task.cancel);
    cond_wake_all(&worker->wake);
    mutex_unlock(&worker->mutex);
    thread_join(&worker->thread);
    drop_all(&worker->waiting);
    drop_all(&worker->ready);
    cond_done(&worker->wake);
    mutex_done(&worker->mutex);
    close(worker->pipe[0]);
    close(worker->pipe[1]);
    free(worker);
}

/* Make everything of a slot worthless, and then add an entry if there is one. */
static void replace(struct worker *worker, unsigned slot, struct entry *then)
{
    struct list old;
    list_init(&old);
    mutex_lock(&worker->mutex);
    if (slot != 0) {
        list_move_slot(&worker->waiting, slot, &old);
        list_move_slot(&worker->ready, slot, &old);
        if (worker->running != NULL && worker->running->job.slot == slot) {
            worker->running->worthless = true;
            cancel_ask(&worker->running->task.cancel);
        }
    }
    if (then != NULL) {
        list_add(&worker->waiting, then);
        cond_wake_one(&worker->wake);
    }
    mutex_unlock(&worker->mutex);
    drop_all(&old);
}

void worker_submit(struct worker *worker, const struct worker_job *job)
{
    struct entry *entry = alloc_zero(1, sizeof *entry);
    entry->job = *job;
    replace(worker, job->slot, entry);
}

void worker_forget(struct worker *worker, unsigned slot)
{
    replace(worker, slot, NULL);
}

bool worker_cancel(struct worker *worker)
{
    mutex_lock(&worker->mutex);
    bool running = worker->running != NULL;
    if (running)
        cancel_ask(&worker->running->task.cancel);
    mutex_unlock(&worker->mutex);
    return running;
}

bool worker_busy(struct worker *worker)
{
    mutex_lock(&worker->mutex);
    bool busy = worker->running != NULL || worker->waiting.first != NULL || worker->ready.first != NULL;
    mutex_unlock(&worker->mutex);
    return busy;
}

struct worker_state worker_state(struct worker *worker)
{
    struct worker_state state = {0};
    mutex_lock(&worker->mutex);
    struct entry *entry = worker->running != NULL ? worker->running : worker->waiting.first;
    if (entry != NULL) {
        state.what = entry->job.what;
        state.done = entry->task.done;
        state.total = entry->task.total;
        state.cancelling = cancel_asked(&entry->task.cancel);
    }
    mutex_unlock(&worker->mutex);
    return state;
}

int worker_fd(const struct worker *worker)
{
    return worker->pipe[0];
}

size_t worker_collect(struct worker *worker)
{
    char bytes[64];
    while (read(worker->pipe[0], bytes, sizeof bytes) > 0)
        continue;
    size_t finished = 0;
    for (;;) {
        mutex_lock(&worker->mutex);
        struct entry *entry = list_take(&worker->ready);
        mutex_unlock(&worker->mutex);
        if (entry == NULL)
            return finished;
        const struct worker_job *job = &entry->job;
        if (entry->worthless) {
            job->drop(job->arg, entry->result);
        } else {
            job->finish(job->owner, job->arg, entry->result, &entry->err);
            finished++;
        }
        free(entry);
    }
}
