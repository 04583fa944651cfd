// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/progress.h"

#include "src/base/alloc.h"
#include "src/job/thread.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 200, BAR_COLS = 24, NARROW_COLS = 64, COLS_UNKNOWN = 80 };

struct progress {
    struct task *task;
    const char *what;
    bool shown;
    atomic_bool over;
    struct thread thread;
    struct sigaction before;
};

/* A signal handler can only reach what is static. */
static struct task *_Atomic listening;

static void on_interrupt(int number)
{
    struct task *task = atomic_exchange(&listening, NULL);
    if (task) {
        cancel_ask(&task->cancel);
        return;
    }
    signal(number, SIG_DFL);
    raise(number);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_bytes(struct buf *out, int64_t bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    double amount = (double)bytes;
    size_t unit = 0;
    while (amount >= 1000 && unit + 1 < ARRAY_LEN(units)) {
        amount /= 1000;
        unit++;
    }
    buf_fmt(out, unit && amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
}

void progress_line(struct buf *out, const char *what, const int64_t amounts[2], int64_t elapsed_ms, int cols)
{
    int64_t done = amounts[0], total = amounts[1] > 0 && amounts[1] < done ? done : amounts[1];
    int64_t rate = elapsed_ms > 0 ? done * 1000 / elapsed_ms : 0;
    buf_fmt(out, "%s ", what);
    if (total > 0 && cols >= NARROW_COLS) {
        size_t filled = (size_t)((double)done / (double)total * BAR_COLS);
        buf_char(out, '[');
        buf_repeat(out, '#', filled);
        buf_repeat(out, '.', BAR_COLS - filled);
        buf_str(out, "] ");
    }
    if (total > 0)
        buf_fmt(out, "%3d%%  ", (int)((double)done / (double)total * 100));
    progress_bytes(out, done);
    buf_str(out, "  ");
    progress_bytes(out, rate);
    buf_str(out, "/s");
    if (total > 0 && rate > 0) {
        int64_t left_s = (total - done) / rate;
        buf_fmt(out, "  %" PRId64 ":%02" PRId64 " left", left_s / 60, left_s % 60);
    }
    if (out->len >= (size_t)cols)
        buf_cut(out, (size_t)cols - 1);
}

static int columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : COLS_UNKNOWN;
}

static void show(const struct progress *progress, int64_t elapsed_ms)
{
    CLEANUP(buf) struct buf line = {0};
    const int64_t amounts[2] = {atomic_load(&progress->task->done), atomic_load(&progress->task->total)};
    progress_line(&line, progress->what, amounts, elapsed_ms, columns());
    fprintf(stderr, "\r\033[K%s", buf_text(&line));
}

static void tick(void *arg)
{
    struct progress *progress = arg;
    const struct timespec pause = {.tv_nsec = TICK_MS * 1000000L};
    int64_t began = now_ms();
    bool drawn = false;
    while (nanosleep(&pause, NULL), !atomic_load(&progress->over)) {
        show(progress, now_ms() - began);
        drawn = true;
    }
    if (drawn)
        fputs("\r\033[K", stderr);
}

struct progress *progress_start(struct task *task, const char *what, bool shown)
{
    struct progress *progress = alloc_zero(1, sizeof *progress);
    struct sigaction action = {.sa_handler = on_interrupt};
    struct err err;
    progress->task = task;
    progress->what = what;
    atomic_store(&listening, task);
    sigaction(SIGINT, &action, &progress->before);
    /* Work without a progress line is no reason to fail. */
    progress->shown = shown && thread_start(&progress->thread, tick, progress, &err);
    return progress;
}

void progress_stop(struct progress *progress)
{
    if (!progress)
        return;
    atomic_store(&progress->over, true);
    thread_join(&progress->thread);
    sigaction(SIGINT, &progress->before, NULL);
    atomic_store(&listening, NULL);
    free(progress);
}
