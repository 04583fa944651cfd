// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * input: bytes to be read once, front to back: of a file, of standard input, of a member of an archive. What
 * was read too early can be given back. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_INPUT_H
#define TRAILCASE_INGEST_INPUT_H

#include "src/base/buf.h"
#include "src/base/task.h"

#include <sys/types.h>

/* Read at most `most` bytes; 0 at the end, -1 when it fails. */
typedef ssize_t (*input_fn)(void *arg, char *bytes, size_t most);

struct input {
    int fd; /* -1: reads by the function */
    input_fn read;
    void *arg;
    struct task *task; /* counts the bytes of an fd; may be NULL */
    struct buf back;   /* given back, from back_at on */
    size_t back_at;
};

void input_done(struct input *input);
CLEANUP_DEFINE(input, struct input, input_done);

/* Fill bytes[0..most) as far as there is anything. False: reading failed, errno may say why. */
bool input_read(struct input *input, char *bytes, size_t most, size_t *ret_got) WARN_UNUSED;

/* Take the bytes over; they are read next. Nothing given back earlier may be left. */
void input_give_back(struct input *input, struct buf *bytes, size_t len);

/* Count bytes as read that need not be. Returns true. */
bool input_skipped(struct input *input, int64_t bytes);

/* Begin anew; false when it cannot. Bytes counted are taken back. */
bool input_rewind(struct input *input) WARN_UNUSED;

#endif
