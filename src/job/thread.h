// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * thread: threads, locks and conditions. src/job is the only home of pthread.h.
 *
 * A thread starts with all signals blocked, so that signals always reach the main thread. Locks are not
 * recursive. Failing to make a lock or a condition, or using one wrongly, ends the program: there is no
 * sensible way on. Failing to start a thread is reported, as it depends on the system's limits.
 */
#ifndef TRAILCASE_JOB_THREAD_H
#define TRAILCASE_JOB_THREAD_H

#include "src/base/err.h"

#include <pthread.h>

typedef void (*thread_fn)(void *arg);

struct thread {
    pthread_t id;
    bool running; /* started and not yet joined; read and written by the owner only */
};

struct mutex {
    pthread_mutex_t raw;
};

struct cond {
    pthread_cond_t raw;
};

/* Run fn(arg) in a new thread. The struct must stay where it is until thread_join(). */
bool thread_start(struct thread *thread, thread_fn fn, void *arg, struct err *err) WARN_UNUSED;

/* Wait until the thread has ended; at once when it was never started. */
void thread_join(struct thread *thread);

void mutex_init(struct mutex *mutex);
void mutex_done(struct mutex *mutex);
void mutex_lock(struct mutex *mutex);
void mutex_unlock(struct mutex *mutex);

void cond_init(struct cond *cond);
void cond_done(struct cond *cond);

/* Wait for a wake-up; the mutex is held before and after. Wake-ups may be spurious: call it in a loop. */
void cond_wait(struct cond *cond, struct mutex *mutex);
void cond_wake_one(struct cond *cond);
void cond_wake_all(struct cond *cond);

/* Processors this process may run on, at least 1. */
unsigned thread_cpus(void);

#endif
