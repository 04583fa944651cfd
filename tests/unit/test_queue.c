// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/job/queue.h"
#include "src/job/turn.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ITEMS = 5000, PRODUCERS = 3, CONSUMERS = 3 };

static char items[PRODUCERS * ITEMS]; /* how often each item came out */

struct side {
    struct thread thread;
    struct queue *queue;
    size_t from;
    size_t moved;
};

static void produce(void *arg)
{
    struct side *side = arg;
    for (size_t i = 0; i < ITEMS; i++)
        side->moved += queue_put(side->queue, &items[side->from + i]);
}

static void consume(void *arg)
{
    struct side *side = arg;
    void *item;
    while (queue_take(side->queue, &item)) {
        ++*(char *)item;
        side->moved++;
    }
}

static void start(struct side *side, thread_fn fn)
{
    struct err err;
    assert_true(thread_start(&side->thread, fn, side, &err));
}

static void every_item_comes_out_once(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 7);
    struct side in[PRODUCERS] = {0}, out[CONSUMERS] = {0};
    for (size_t i = 0; i < PRODUCERS; i++) {
        in[i] = (struct side){.queue = &queue, .from = i * ITEMS};
        start(&in[i], produce);
    }
    for (size_t i = 0; i < CONSUMERS; i++) {
        out[i].queue = &queue;
        start(&out[i], consume);
    }
    for (size_t i = 0; i < PRODUCERS; i++)
        thread_join(&in[i].thread);
    queue_close(&queue);
    size_t moved = 0;
    for (size_t i = 0; i < CONSUMERS; i++) {
        thread_join(&out[i].thread);
        moved += out[i].moved;
    }
    assert_int_equal(moved, PRODUCERS * ITEMS);
    for (size_t i = 0; i < sizeof items; i++)
        assert_int_equal(items[i], 1);
    queue_done(&queue);
}

static void order_is_first_in_first_out(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 3);
    char a, b;
    void *item;
    for (int round = 0; round < 5; round++) {
        assert_true(queue_put(&queue, &a));
        assert_true(queue_put(&queue, &b));
        assert_true(queue_take(&queue, &item) && item == &a);
        assert_true(queue_take(&queue, &item) && item == &b);
    }
    queue_done(&queue);
}

static void a_closed_queue_refuses_but_gives_what_is_inside(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 2);
    char a;
    void *item;
    assert_true(queue_put(&queue, &a));
    queue_close(&queue);
    assert_false(queue_put(&queue, &a));
    assert_true(queue_take(&queue, &item) && item == &a);
    assert_false(queue_take(&queue, &item));
    queue_done(&queue);
}

static void closing_wakes_a_producer_that_waits_for_room(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, 1);
    struct side in = {.queue = &queue};
    start(&in, produce);
    queue_close(&queue);
    thread_join(&in.thread);
    assert_true(in.moved <= 1);
    queue_done(&queue);
}

static void read_mask(void *arg)
{
    pthread_sigmask(SIG_BLOCK, NULL, arg);
}

static void a_thread_has_all_signals_blocked(void **state)
{
    (void)state;
    sigset_t mask;
    sigemptyset(&mask);
    struct thread thread;
    struct err err;
    assert_true(thread_start(&thread, read_mask, &mask, &err));
    thread_join(&thread);
    assert_int_equal(sigismember(&mask, SIGINT), 1);
    assert_int_equal(sigismember(&mask, SIGWINCH), 1);
    assert_true(thread_cpus() >= 1);
}

struct waiter {
    struct turn *turn;
    bool had;
    struct thread thread;
};

static void wait_for_the_second(void *arg)
{
    struct waiter *waiter = arg;
    waiter->had = turn_wait(waiter->turn, 2);
}

static void a_turn_comes_when_everything_before_is_done(void **state)
{
    (void)state;
    struct turn turn;
    struct waiter waiter = {.turn = &turn};
    struct err err;
    turn_init(&turn);
    assert_true(turn_wait(&turn, 0));
    assert_true(thread_start(&waiter.thread, wait_for_the_second, &waiter, &err));
    turn_pass(&turn);
    assert_true(turn_wait(&turn, 1));
    turn_pass(&turn);
    thread_join(&waiter.thread);
    assert_true(waiter.had);
    turn_done(&turn);
}

static void a_closed_turn_wakes_who_waits(void **state)
{
    (void)state;
    struct turn turn;
    struct waiter waiter = {.turn = &turn, .had = true};
    struct err err;
    turn_init(&turn);
    assert_true(thread_start(&waiter.thread, wait_for_the_second, &waiter, &err));
    turn_close(&turn);
    thread_join(&waiter.thread);
    assert_false(waiter.had);
    assert_true(turn_wait(&turn, 0));
    turn_done(&turn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_comes_out_once),
        cmocka_unit_test(order_is_first_in_first_out),
        cmocka_unit_test(a_closed_queue_refuses_but_gives_what_is_inside),
        cmocka_unit_test(closing_wakes_a_producer_that_waits_for_room),
        cmocka_unit_test(a_turn_comes_when_everything_before_is_done),
        cmocka_unit_test(a_closed_turn_wakes_who_waits),
        cmocka_unit_test(a_thread_has_all_signals_blocked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
