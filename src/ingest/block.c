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
    free(block->stretches);
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
    block->count = block->stretch_count = 0;
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

void block_gather(struct block *block)
{
    struct buf text = {0};
    buf_reserve(&text, block->text.len);
    for (size_t i = 0; i < block->count; i++) {
        struct entry *entry = &block->entries[i];
        if (entry->kind == ENTRY_SKIPPED || entry->kind == ENTRY_UNWRAPPED)
            entry->text_len = 0;
        size_t at = text.len;
        buf_append(&text, buf_text(&block->text) + entry->text_at, entry->text_len);
        entry->text_at = at;
    }
    buf_done(&block->text);
    block->text = text;
}

struct stretch *block_stretch(struct block *block, size_t text_at)
{
    if (block->stretch_count == block->stretch_cap) {
        block->stretch_cap = block->stretch_cap ? 2 * block->stretch_cap : 4;
        block->stretches = alloc_resize(block->stretches, block->stretch_cap, sizeof *block->stretches);
    }
    struct stretch *stretch = &block->stretches[block->stretch_count++];
    *stretch = (struct stretch){.text_at = text_at};
    return stretch;
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
