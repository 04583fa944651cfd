// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/thread.h"

#include "src/base/alloc.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct start {
    thread_fn fn;
    void *arg;
};

static void must(int rc, const char *what)
{
    if (rc != 0)
        alloc_die("%s: %s", what, strerror(rc));
}

static void *run(void *opaque)
{
    struct start start = *(struct start *)opaque;
    free(opaque);
    start.fn(start.arg);
    return NULL;
}

bool thread_start(struct thread *thread, thread_fn fn, void *arg, struct err *err)
{
    struct start *start = alloc_zero(1, sizeof *start);
    *start = (struct start){fn, arg};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(&thread->id, NULL, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    thread->running = rc == 0;
    if (rc != 0) {
        free(start);
        return err_set(err, ERR_IO, "start a thread: %s", strerror(rc));
    }
    return true;
}

void thread_join(struct thread *thread)
{
    if (!thread->running)
        return;
    must(pthread_join(thread->id, NULL), "join a thread");
    thread->running = false;
}

void mutex_init(struct mutex *mutex)
{
    must(pthread_mutex_init(&mutex->raw, NULL), "make a lock");
}

void mutex_done(struct mutex *mutex)
{
    must(pthread_mutex_destroy(&mutex->raw), "destroy a lock");
}

void mutex_lock(struct mutex *mutex)
{
    must(pthread_mutex_lock(&mutex->raw), "take a lock");
}

void mutex_unlock(struct mutex *mutex)
{
    must(pthread_mutex_unlock(&mutex->raw), "give back a lock");
}

void cond_init(struct cond *cond)
{
    must(pthread_cond_init(&cond->raw, NULL), "make a condition");
}

void cond_done(struct cond *cond)
{
    must(pthread_cond_destroy(&cond->raw), "destroy a condition");
}

void cond_wait(struct cond *cond, struct mutex *mutex)
{
    must(pthread_cond_wait(&cond->raw, &mutex->raw), "wait for a condition");
}

void cond_wake_one(struct cond *cond)
{
    must(pthread_cond_signal(&cond->raw), "wake a thread");
}

void cond_wake_all(struct cond *cond)
{
    must(pthread_cond_broadcast(&cond->raw), "wake all threads");
}

unsigned thread_cpus(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0 || CPU_COUNT(&set) < 1)
        return 1;
    return (unsigned)CPU_COUNT(&set);
}
