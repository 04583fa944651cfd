// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/arena.h"

#include "samples/text.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static const size_t block_size = 256 * 1024;

static struct arena_block *block_new(size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block) {
        fputs("gen: out of memory\n", stderr);
        abort();
    }
    block->next = NULL;
    block->used = 0;
    block->size = size;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        block = block_new(size > block_size ? size : block_size);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *bytes = block->bytes + block->used;
    block->used += size;
    return bytes;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block && block->next) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    if (block)
        block->used = 0;
    arena->blocks = block;
}

void arena_done(struct arena *arena)
{
    arena_clear(arena);
    free(arena->blocks);
    arena->blocks = NULL;
}

char *arena_vtext(struct arena *arena, const char *fmt, va_list args)
{
    static struct text scratch;
    text_clear(&scratch);
    text_vadd(&scratch, fmt, args);
    char *copy = arena_alloc(arena, scratch.len + 1);
    memcpy(copy, scratch.bytes, scratch.len + 1);
    return copy;
}

char *arena_text(struct arena *arena, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *copy = arena_vtext(arena, fmt, args);
    va_end(args);
    return copy;
}
