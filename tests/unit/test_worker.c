// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/worker.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What happened, in order, as seen by the main thread: "+a" finished, "-a" dropped, "!a" failed. */
static char story[256];
static atomic_bool gate; /* jobs of kind wait_at_gate run until it opens or they are cancelled */

static void tell(char sign, const char *name)
{
    size_t len = strlen(story);
    story[len] = sign;
    story[len + 1] = name[0];
}

static void finish(void *owner, void *arg, void *result, const struct err *err)
{
    (void)owner;
    assert_true(result == NULL || result == arg);
    tell(err->code == ERR_NONE ? '+' : '!', arg);
}

static void drop(void *arg, void *result)
{
    (void)result;
    tell('-', arg);
}

static void *echo(void *ctx, void *arg, struct task *task, struct err *err)
{
    (void)err;
    task->done = 1;
    assert_string_equal(ctx, "context");
    return arg;
}

static void *wait_at_gate(void *ctx, void *arg, struct task *task, struct err *err)
{
    (void)ctx;
    while (!gate) {
        if (cancel_asked(&task->cancel)) {
            err_set(err, ERR_CANCELLED, "cancelled");
            return NULL;
        }
        poll(NULL, 0, 1);
    }
    return arg;
}

static void *open_context(void *arg, struct err *err)
{
    if (arg == NULL)
        err_set(err, ERR_CASE, "no case");
    return arg;
}

static char context_name[] = "context";

static struct worker *start(void *arg)
{
    struct err err = {0};
    memset(story, 0, sizeof story);
    gate = false;
    struct worker *worker = worker_start(&(struct worker_context){.open = open_context, .arg = arg}, &err);
    assert_non_null(worker);
    return worker;
}

static void submit(struct worker *worker, unsigned slot, char *name, bool waits)
{
    struct worker_job job = {.slot = slot,
                             .what = "testing",
                             .arg = name,
                             .run = waits ? wait_at_gate : echo,
                             .finish = finish,
                             .drop = drop};
    worker_submit(worker, &job);
}

static void settle(struct worker *worker)
{
    while (worker_busy(worker)) {
        struct pollfd fd = {.fd = worker_fd(worker), .events = POLLIN};
        assert_true(poll(&fd, 1, 10000) == 1);
        worker_collect(worker);
    }
}

static void wait_until_taken_up(struct worker *worker)
{
    while (worker_state(worker).what == NULL)
        poll(NULL, 0, 1);
}

static char a[] = "a", b[] = "b", c[] = "c";

static void jobs_finish_in_order_in_the_main_thread(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    submit(worker, 1, a, false);
    submit(worker, 2, b, false);
    submit(worker, 0, c, false);
    settle(worker);
    assert_string_equal(story, "+a+b+c");
}

static void the_newest_of_a_slot_wins(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    submit(worker, 1, a, true);
    wait_until_taken_up(worker);
    submit(worker, 1, b, false);
    submit(worker, 1, c, false);
    settle(worker);
    assert_non_null(strstr(story, "-a"));
    assert_non_null(strstr(story, "-b"));
    assert_string_equal(story + 4, "+c");
}

static void a_result_that_lies_ready_is_dropped_for_a_newer_question(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    submit(worker, 1, a, false);
    struct pollfd fd = {.fd = worker_fd(worker), .events = POLLIN};
    assert_true(poll(&fd, 1, 10000) == 1);
    submit(worker, 1, b, false);
    settle(worker);
    assert_string_equal(story, "-a+b");
}

static void slot_zero_is_never_dropped(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    submit(worker, 0, a, false);
    submit(worker, 0, b, false);
    settle(worker);
    assert_string_equal(story, "+a+b");
}

static void cancel_stops_the_running_job_and_reports_it(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    assert_false(worker_cancel(worker));
    submit(worker, 1, a, true);
    wait_until_taken_up(worker);
    while (!worker_cancel(worker))
        poll(NULL, 0, 1);
    assert_true(worker_state(worker).cancelling || worker_state(worker).what == NULL);
    settle(worker);
    assert_string_equal(story, "!a");
}

static void a_forgotten_slot_finishes_nothing(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(context_name);
    submit(worker, 1, a, true);
    wait_until_taken_up(worker);
    submit(worker, 2, b, false);
    worker_forget(worker, 1);
    settle(worker);
    assert_string_equal(story, "-a+b");
}

static void stopping_under_load_drops_everything_once(void **state)
{
    (void)state;
    struct worker *worker = start(context_name);
    submit(worker, 1, a, true);
    submit(worker, 2, b, false);
    submit(worker, 0, c, false);
    worker_stop(worker);
    assert_int_equal(strlen(story), 6);
    for (size_t i = 0; i < 6; i += 2)
        assert_int_equal(story[i], '-');
}

static void a_context_that_cannot_be_opened_fails_every_job(void **state)
{
    (void)state;
    CLEANUP(worker) struct worker *worker = start(NULL);
    submit(worker, 1, a, false);
    submit(worker, 0, b, false);
    settle(worker);
    assert_string_equal(story, "!a!b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_finish_in_order_in_the_main_thread),
        cmocka_unit_test(the_newest_of_a_slot_wins),
        cmocka_unit_test(a_result_that_lies_ready_is_dropped_for_a_newer_question),
        cmocka_unit_test(slot_zero_is_never_dropped),
        cmocka_unit_test(cancel_stops_the_running_job_and_reports_it),
        cmocka_unit_test(a_forgotten_slot_finishes_nothing),
        cmocka_unit_test(stopping_under_load_drops_everything_once),
        cmocka_unit_test(a_context_that_cannot_be_opened_fails_every_job),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
