// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory for generated text: allocate freely, release all at once. The generator keeps two arenas, one for
// the inventory that lives to the end and one that is cleared after each actor's day. Running out of memory
// aborts. Not thread safe.
#ifndef SAMPLES_ARENA_H
#define SAMPLES_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks;
};

void *arena_alloc(struct arena *arena, size_t size);
void arena_clear(struct arena *arena);
void arena_done(struct arena *arena);

// Format JSON text; owned by the arena. The format is JSON with ' for ", and these directives:
//   %s  a string, escaped for JSON (quotes not added)      %r  JSON as it is; NULL becomes null
//   %d  int        %D  int64_t        %%  a percent sign
char *arena_text(struct arena *arena, const char *fmt, ...);
char *arena_vtext(struct arena *arena, const char *fmt, va_list args);

#endif
