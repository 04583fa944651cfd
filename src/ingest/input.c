// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void input_done(struct input *input)
{
    buf_done(&input->back);
}

static void count(struct input *input, int64_t bytes)
{
    if (input->task)
        atomic_fetch_add_explicit(&input->task->done, bytes, memory_order_relaxed);
}

static ssize_t read_once(struct input *input, char *bytes, size_t most)
{
    size_t left = input->back.len - input->back_at;
    if (left) {
        size_t len = left < most ? left : most;
        memcpy(bytes, input->back.bytes + input->back_at, len);
        input->back_at += len;
        if (len == left) {
            buf_done(&input->back);
            input->back_at = 0;
        }
        return (ssize_t)len;
    }
    if (input->fd < 0)
        return input->read(input->arg, bytes, most);
    ssize_t got;
    do
        got = read(input->fd, bytes, most);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        count(input, got);
    return got;
}

bool input_read(struct input *input, char *bytes, size_t most, size_t *ret_got)
{
    *ret_got = 0;
    while (*ret_got < most) {
        ssize_t got = read_once(input, bytes + *ret_got, most - *ret_got);
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *ret_got += (size_t)got;
    }
    return true;
}

void input_give_back(struct input *input, struct buf *bytes, size_t len)
{
    input_done(input);
    input->back = *bytes;
    *bytes = (struct buf){0};
    input->back.len = len;
    input->back_at = 0;
}

bool input_skipped(struct input *input, int64_t bytes)
{
    count(input, bytes);
    return true;
}

bool input_rewind(struct input *input)
{
    off_t at = input->fd < 0 ? -1 : lseek(input->fd, 0, SEEK_CUR);
    if (at < 0 || lseek(input->fd, 0, SEEK_SET) != 0)
        return false;
    count(input, -(int64_t)at);
    buf_done(&input->back);
    input->back_at = 0;
    return true;
}
