// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/correlate.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* The events of one group, by time, and what was found in them so far. */
struct run {
    const struct correlation *it;
    const struct base_event *events;
    size_t count;
    size_t lo, hi; /* the window that grows; only while has_window */
    bool has_window;
    int64_t windows;
    struct members *members;
};

void members_done(struct members *members)
{
    free(members->items);
    *members = (struct members){0};
}

void members_add(struct members *members, int64_t window, int64_t event_id)
{
    if (members->count == members->size) {
        members->size = members->size ? 2 * members->size : 64;
        members->items = alloc_resize(members->items, members->size, sizeof *members->items);
    }
    members->items[members->count++] = (struct member){window, event_id};
}

/* Many share the text itself. */
static int compare_groups(const struct base_event *x, const struct base_event *y)
{
    if (x->group == y->group)
        return 0;
    return strcmp(x->group ? x->group : "", y->group ? y->group : "");
}

static int compare(const void *a, const void *b)
{
    const struct base_event *x = a, *y = b;
    int order = compare_groups(x, y);
    if (order)
        return order;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    if (x->event_id != y->event_id)
        return x->event_id < y->event_id ? -1 : 1;
    return x->base < y->base ? -1 : x->base > y->base;
}

static void close_window(struct run *run)
{
    if (!run->has_window)
        return;
    run->windows++;
    for (size_t i = run->lo; i <= run->hi; i++)
        if (i == run->lo || run->events[i].event_id != run->events[i - 1].event_id)
            members_add(run->members, run->windows, run->events[i].event_id);
    run->has_window = false;
}

/* [lo, hi] qualifies. Both ends grow to whole seconds. */
static void take_window(struct run *run, size_t lo, size_t hi)
{
    while (lo && run->events[lo - 1].time_s == run->events[lo].time_s)
        lo--;
    while (hi + 1 < run->count && run->events[hi + 1].time_s == run->events[hi].time_s)
        hi++;
    if (run->has_window && lo <= run->hi) {
        run->lo = lo < run->lo ? lo : run->lo;
        run->hi = hi > run->hi ? hi : run->hi;
        return;
    }
    close_window(run);
    run->has_window = true;
    run->lo = lo;
    run->hi = hi;
}

static bool is_too_far(const struct run *run, size_t lo, size_t hi)
{
    int64_t span_s = run->it->timespan_s;
    return span_s && run->events[hi].time_s - run->events[lo].time_s > span_s;
}

static bool is_repeat(const struct run *run, size_t i)
{
    return i && run->events[i].event_id == run->events[i - 1].event_id;
}

static int compare_counts(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The median, the lower one, of how many events are in stretches of the timespan that have any. */
static int64_t usual(const struct run *run)
{
    int64_t span_s = run->it->timespan_s, last = INT64_MIN, median;
    int64_t *counts = alloc_zero(run->count, sizeof *counts);
    size_t stretches = 0;
    for (size_t i = 0; i < run->count; i++) {
        int64_t stretch = run->events[i].time_s / span_s - (run->events[i].time_s % span_s < 0);
        stretches += stretch != last;
        last = stretch;
        counts[stretches - 1] += !is_repeat(run, i);
    }
    qsort(counts, stretches, sizeof *counts, compare_counts);
    median = counts[(stretches - 1) / 2];
    free(counts);
    return median;
}

static void count_events(struct run *run)
{
    int64_t inside = 0, at_least = run->it->at_least;
    int64_t more = run->it->times && run->it->timespan_s ? run->it->times * usual(run) : 0;
    at_least = more > at_least ? more : at_least;
    for (size_t lo = 0, hi = 0; hi < run->count; hi++) {
        inside += !is_repeat(run, hi);
        for (; is_too_far(run, lo, hi); lo++)
            inside -= !is_repeat(run, lo);
        if (inside >= at_least)
            take_window(run, lo, hi);
    }
}

static int compare_values(const void *a, const void *b)
{
    const struct base_event *const *x = a, *const *y = b;
    return strcmp((*x)->value ? (*x)->value : "", (*y)->value ? (*y)->value : "");
}

/* Number the values of a run from 0; SIZE_MAX where there is none. */
static size_t *number_values(const struct run *run)
{
    const struct base_event **order = alloc_zero(run->count, sizeof(const struct base_event *));
    size_t *numbers = alloc_zero(run->count, sizeof *numbers), number = 0;
    for (size_t i = 0; i < run->count; i++)
        order[i] = &run->events[i];
    qsort(order, run->count, sizeof(const struct base_event *), compare_values);
    for (size_t i = 0; i < run->count; i++) {
        number += i && compare_values(&order[i - 1], &order[i]) != 0;
        numbers[order[i] - run->events] = order[i]->value ? number : SIZE_MAX;
    }
    free(order);
    return numbers;
}

/* How many numbers are in a window, and how often each. */
struct tally {
    size_t *counts;
    int64_t distinct;
};

static void tally_add(struct tally *tally, size_t number)
{
    if (number != SIZE_MAX && tally->counts[number]++ == 0)
        tally->distinct++;
}

static void tally_take(struct tally *tally, size_t number)
{
    if (number != SIZE_MAX && --tally->counts[number] == 0)
        tally->distinct--;
}

static void count_numbers(struct run *run, const size_t *numbers, size_t most, int64_t at_least)
{
    struct tally tally = {.counts = alloc_zero(most + 1, sizeof *tally.counts)};
    for (size_t lo = 0, hi = 0; hi < run->count; hi++) {
        tally_add(&tally, numbers[hi]);
        for (; is_too_far(run, lo, hi); lo++)
            tally_take(&tally, numbers[lo]);
        if (tally.distinct >= at_least)
            take_window(run, lo, hi);
    }
    free(tally.counts);
}

static void count_values(struct run *run)
{
    size_t *numbers = number_values(run);
    count_numbers(run, numbers, run->count, run->it->at_least);
    free(numbers);
}

static void find_all(struct run *run)
{
    size_t *bases = alloc_zero(run->count, sizeof *bases);
    for (size_t i = 0; i < run->count; i++)
        bases[i] = run->events[i].base;
    count_numbers(run, bases, RULE_BASES_MAX, (int64_t)run->it->base_count);
    free(bases);
}

/* The chain up to a step that begins latest: events of the first step, then one of each later step. */
struct chain {
    size_t firsts; /* where the first ones begin in chains.firsts */
    size_t events[RULE_BASES_MAX];
    bool is_there;
};

/* What find_ordered() knows so far. */
struct chains {
    struct chain up_to[RULE_BASES_MAX];
    size_t *firsts, first_count; /* events of the first base */
    size_t repeat, last;
};

static void take_step(struct chains *chains, size_t s, size_t event)
{
    if (s && chains->up_to[s - 1].is_there) {
        chains->up_to[s] = chains->up_to[s - 1];
        chains->up_to[s].events[s] = event;
    }
    if (s)
        return;
    chains->firsts[chains->first_count++] = event;
    if (chains->first_count >= chains->repeat)
        chains->up_to[0] = (struct chain){.firsts = chains->first_count - chains->repeat, .is_there = true};
}

static void add_chain(struct run *run, const struct chains *chains, const struct chain *chain)
{
    size_t only = run->it->hit_step;
    run->windows++;
    for (size_t i = 0; i < chains->repeat && (!only || only == 1); i++)
        members_add(run->members, run->windows, run->events[chains->firsts[chain->firsts + i]].event_id);
    for (size_t s = 1; s <= chains->last; s++)
        if (!only || only == s + 1)
            members_add(run->members, run->windows, run->events[chain->events[s]].event_id);
}

/* A chain that is complete is a hit, and what came until then is used up. */
static void end_chain(struct run *run, struct chains *chains, size_t event)
{
    const struct chain *chain = &chains->up_to[chains->last];
    if (!chain->is_there || is_too_far(run, chains->firsts[chain->firsts], event))
        return;
    add_chain(run, chains, chain);
    memset(chains->up_to, 0, sizeof chains->up_to);
    chains->first_count = 0;
}

/* Within one second, bases are taken in their order, so that ties count in any. */
static void find_ordered(struct run *run)
{
    struct chains chains = {.firsts = alloc_zero(run->count, sizeof *chains.firsts),
                            .repeat = run->it->repeat > 1 ? (size_t)run->it->repeat : 1,
                            .last = run->it->base_count - 1};
    for (size_t from = 0, to; from < run->count; from = to) {
        for (to = from; to < run->count && run->events[to].time_s == run->events[from].time_s;)
            to++;
        for (size_t s = 0; s <= chains.last; s++)
            for (size_t i = from; i < to; i++)
                if (run->events[i].base == s) {
                    take_step(&chains, s, i);
                    if (s == chains.last)
                        end_chain(run, &chains, i);
                }
    }
    free(chains.firsts);
}

void correlate(const struct correlation *it, struct base_event *events, size_t count, struct members *ret)
{
    static void (*const find[])(struct run *) = {[CORRELATE_EVENTS] = count_events,
                                                 [CORRELATE_VALUES] = count_values,
                                                 [CORRELATE_ALL] = find_all,
                                                 [CORRELATE_ORDERED] = find_ordered};
    int64_t windows = 0;
    if (count)
        qsort(events, count, sizeof *events, compare);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && compare_groups(&events[from], &events[to]) == 0;)
            to++;
        struct run run = {
            .it = it, .events = events + from, .count = to - from, .windows = windows, .members = ret};
        find[it->kind](&run);
        close_window(&run);
        windows = run.windows;
    }
}
