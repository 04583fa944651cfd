// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/arena.h"

#include "src/base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_BLOCK = 4096, LAST_BLOCK = 1 << 20 };

struct arena_block {
    struct arena_block *below;
    size_t size, used;
    _Alignas(ALIGN) char bytes[];
};

static struct arena_block *block_push(struct arena *arena, size_t wanted)
{
    size_t size = arena->top ? arena->top->size * 2 : FIRST_BLOCK;
    if (size > LAST_BLOCK)
        size = LAST_BLOCK;
    if (size < wanted)
        size = wanted;
    struct arena_block *block = alloc_resize(NULL, 1, sizeof *block + size);
    block->below = arena->top;
    block->size = size;
    block->used = 0;
    arena->top = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size_bytes)
{
    size_t size = (size_bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    struct arena_block *block = arena->top;
    if (!block || block->size - block->used < size)
        block = block_push(arena, size);
    void *ptr = block->bytes + block->used;
    block->used += size;
    arena->used_bytes += size;
    return ptr;
}

void *arena_zero(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        alloc_die("out of memory (%zu x %zu bytes wanted)", count, size);
    return memset(arena_alloc(arena, count * size), 0, count * size);
}

char *arena_strn(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_str(struct arena *arena, const char *text)
{
    return text ? arena_strn(arena, text, strlen(text)) : NULL;
}

/* Written where it will stand; a second time only when it does not fit there. */
char *arena_fmt(struct arena *arena, const char *fmt, ...)
{
    struct arena_block *top = arena->top;
    char *there = top ? top->bytes + top->used : NULL;
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(there, top ? top->size - top->used : 0, fmt, args);
    va_end(args);
    if (len < 0)
        alloc_die("cannot format \"%s\"", fmt);
    char *text = arena_alloc(arena, (size_t)len + 1);
    if (text == there)
        return text;
    va_start(args, fmt);
    vsnprintf(text, (size_t)len + 1, fmt, args);
    va_end(args);
    return text;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *keep = arena->top;
    arena->used_bytes = 0;
    if (!keep)
        return;
    struct arena_block *block = keep->below;
    while (block) {
        struct arena_block *below = block->below;
        if (block->size > keep->size) {
            free(keep);
            keep = block;
        } else {
            free(block);
        }
        block = below;
    }
    /* One hostile record must not pin its size for the rest of the run. */
    if (keep->size > LAST_BLOCK) {
        free(keep);
        keep = NULL;
    } else {
        keep->below = NULL;
        keep->used = 0;
    }
    arena->top = keep;
}

void arena_done(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->top) {
        struct arena_block *below = arena->top->below;
        free(arena->top);
        arena->top = below;
    }
    arena->used_bytes = 0;
}
