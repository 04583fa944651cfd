// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/block.h"

#include "src/base/alloc.h"

#include <stdlib.h>

enum { KEEP_BYTES = 1 << 20 };

struct block *block_new(void)
{
    struct block *block = alloc_zero(1, sizeof *block);
    buf_reserve(&block->text, BLOCK_TEXT_BYTES + (BLOCK_TEXT_BYTES >> 2));
    return block;
}

void block_free(struct block *block)
{
    if (!block)
        return;
    buf_done(&block->text);
    buf_done(&block->frames);
    arena_done(&block->arena);
    free(block->entries);
    free(block);
}

static void shrink(struct buf *buf)
{
    if (buf->cap > KEEP_BYTES)
        buf_done(buf);
    else
        buf_clear(buf);
}

void block_clear(struct block *block)
{
    shrink(&block->text);
    shrink(&block->frames);
    if (block->arena.used_bytes > KEEP_BYTES)
        arena_done(&block->arena);
    else
        arena_clear(&block->arena);
    block->count = 0;
}

struct entry *block_add(struct block *block, enum entry_kind kind)
{
    if (block->count == block->cap) {
        block->cap = block->cap ? block->cap * 2 : 64;
        block->entries = alloc_resize(block->entries, block->cap, sizeof *block->entries);
    }
    struct entry *entry = &block->entries[block->count++];
    *entry = (struct entry){.kind = kind};
    return entry;
}

bool block_is_full(const struct block *block)
{
    return block->text.len >= BLOCK_TEXT_BYTES || block->count >= BLOCK_ENTRIES_MOST;
}

void block_settle(struct block *block, size_t appended)
{
    struct entry *settled = alloc_zero(block->cap, sizeof *settled);
    size_t count = 0, next = appended;
    for (size_t i = 0; i < appended; i++) {
        settled[count++] = block->entries[i];
        while (next < block->count && block->entries[next].from == i)
            settled[count++] = block->entries[next++];
    }
    free(block->entries);
    block->entries = settled;
}

void block_add_source(struct block *block, enum entry_kind kind, const struct source *source)
{
    struct source *copy = arena_alloc(&block->arena, sizeof *copy);
    *copy = *source;
    copy->path = arena_str(&block->arena, source->path);
    copy->filter = arena_str(&block->arena, source->filter);
    copy->container = arena_str(&block->arena, source->container);
    copy->reason = arena_str(&block->arena, source->reason);
    block_add(block, kind)->source = copy;
}
