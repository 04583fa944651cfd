// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * arena: many small allocations freed at once.
 *
 * A result (a page of rows, a parsed record, an answer) puts all its strings and arrays into one arena and is
 * freed by freeing that.  Blocks double up to 1 MiB; arena_clear() keeps the largest block, so a loop that
 * parses one record after another settles on one block and no malloc.  Not for sharing between threads.
 */
#ifndef TRAILCASE_BASE_ARENA_H
#define TRAILCASE_BASE_ARENA_H

#include "src/base/attr.h"

struct arena_block;

struct arena {
    struct arena_block *top;
    size_t used_bytes; /* handed out since the last clear */
};

void arena_done(struct arena *arena);
CLEANUP_DEFINE(arena, struct arena, arena_done);

/* Forget everything handed out; keep the largest block for what comes next. */
void arena_clear(struct arena *arena);

/* Return size bytes, not zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size_bytes) WARN_UNUSED;
void *arena_zero(struct arena *arena, size_t count, size_t size) WARN_UNUSED;

char *arena_strn(struct arena *arena, const char *text, size_t len) WARN_UNUSED;

/* Copy text; NULL stays NULL. */
char *arena_str(struct arena *arena, const char *text) WARN_UNUSED;
char *arena_fmt(struct arena *arena, const char *fmt, ...) PRINTF_LIKE(2, 3) WARN_UNUSED;

#endif
