// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/null.h"

#include "ui/core/keycode.h"

#include <string.h>

static void null_size(void *self, int *ret_rows, int *ret_cols)
{
    const struct null_backend *null = self;
    *ret_rows = null->rows;
    *ret_cols = null->cols;
}

static void null_paint(void *self, const struct grid *grid)
{
    (void)self;
    (void)grid;
}

static void null_nothing(void *self)
{
    (void)self;
}

static size_t null_copy(void *self, const char *text, size_t len)
{
    struct null_backend *null = self;
    buf_clear(&null->copied);
    buf_append(&null->copied, text, len);
    return len;
}

static void null_show(void *self, const char *text)
{
    null_copy(self, text, strlen(text));
}

static int null_next_key(void *self)
{
    struct null_backend *null = self;
    int key = null->key;
    null->key = KEYCODE_NONE;
    return key;
}

static enum backend_signal null_next_signal(void *self)
{
    (void)self;
    return BACKEND_QUIET;
}

static void null_prompt_open(void *self, const struct prompt_ask *ask)
{
    struct null_backend *null = self;
    lineedit_open(&null->edit, ask);
}

static enum prompt_result null_prompt_feed(void *self)
{
    struct null_backend *null = self;
    int key = null_next_key(self);
    return key == KEYCODE_NONE ? PROMPT_EDITING : lineedit_key(&null->edit, key);
}

static struct prompt_state null_prompt_state(void *self)
{
    const struct null_backend *null = self;
    return lineedit_state(&null->edit);
}

static void null_prompt_close(void *self, bool keep_history)
{
    struct null_backend *null = self;
    (void)keep_history;
    lineedit_close(&null->edit);
}

void null_init(struct null_backend *null, int rows, int cols)
{
    *null = (struct null_backend){
        .backend = {.self = null,
                    .input_fd = -1,
                    .signal_fd = -1,
                    .size = null_size,
                    .paint = null_paint,
                    .repaint = null_nothing,
                    .suspend = null_nothing,
                    .copy = null_copy,
                    .show = null_show,
                    .next_key = null_next_key,
                    .next_signal = null_next_signal,
                    .prompt_open = null_prompt_open,
                    .prompt_feed = null_prompt_feed,
                    .prompt_state = null_prompt_state,
                    .prompt_close = null_prompt_close},
        .rows = rows,
        .cols = cols,
    };
}

void null_done(struct null_backend *null)
{
    lineedit_close(&null->edit);
    buf_done(&null->copied);
}
