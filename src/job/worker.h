// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * worker: one thread that does what the interface must not wait for.
 *
 * The worker owns a context (a case with its own connection) that is opened and closed inside its thread; no
 * other thread ever holds it. Jobs run one after another. A job's run() gets the context, its argument and a
 * task to look at; it returns a finished result, which nobody changes afterwards. The main thread learns of
 * it through worker_fd(), and worker_collect() calls finish() there, in the main thread, with the result.
 *
 * Newest wins: a job submitted for a slot makes older ones of that slot worthless. Those that wait are
 * dropped, one that runs is cancelled, a result that lies ready is dropped; so what finish() sees always
 * answers the last question asked. Slot 0 is for jobs that must not be dropped (they write).
 *
 * All functions here are for the main thread. The argument and the result of a job belong to the worker until
 * finish() or drop() takes them over: exactly one of the two is called, once, in the main thread.
 */
#ifndef TRAILCASE_JOB_WORKER_H
#define TRAILCASE_JOB_WORKER_H

#include "src/base/task.h"
#include "src/job/thread.h"

struct worker_context {
    void *(*open)(void *arg,
                  struct err *err); /* in the worker thread; NULL = failed, each job gets the error */
    void (*close)(void *ctx);       /* in the worker thread; may be NULL */
    void *arg;
};

struct worker_job {
    unsigned slot;
    const char *what; /* for the status line; static text */
    void *arg;
    void *(*run)(void *ctx, void *arg, struct task *task, struct err *err); /* in the worker thread */
    void (*finish)(void *owner, void *arg, void *result, const struct err *err);
    void (*drop)(void *arg, void *result); /* result may be NULL */
    void *owner;
};

struct worker_state {
    const char *what; /* NULL when idle */
    int64_t done, total;
    bool cancelling;
};

struct worker;

struct worker *worker_start(const struct worker_context *context, struct err *err) WARN_UNUSED;

/* Cancel everything, wait for the thread, drop what is left. */
void worker_stop(struct worker *worker);
CLEANUP_DEFINE_PTR(worker, struct worker, worker_stop);

void worker_submit(struct worker *worker, const struct worker_job *job);

/* Drop everything of a slot; nothing of it will be finished any more. */
void worker_forget(struct worker *worker, unsigned slot);

/* Ask what runs to stop; its job finishes with ERR_CANCELLED. False when nothing was running. */
bool worker_cancel(struct worker *worker);

/* True while a job waits or runs, or a result has not been collected. */
bool worker_busy(struct worker *worker);

/* What runs, for the status line. */
struct worker_state worker_state(struct worker *worker);

/* A descriptor that is readable when worker_collect() has something to do. */
int worker_fd(const struct worker *worker);

/* Finish every job whose result is ready. Returns how many were finished. */
size_t worker_collect(struct worker *worker);

#endif
