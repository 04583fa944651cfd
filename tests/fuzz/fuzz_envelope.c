// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given to the parser as one element of a source: what comes out of it, however it was wrapped,
 * stands in the block behind it, within its text, and is an event, skipped or rejected with a reason.
 */
#include "src/ingest/parser.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static void check(const struct block *block, const struct entry *entry)
{
    require(entry->text_at + entry->text_len <= block->text.len);
    if (entry->kind == ENTRY_RECORD) {
        require(entry->event && !entry->reason && entry->stretch < block->stretch_count);
        const struct stretch *stretch = &block->stretches[entry->stretch];
        require(stretch->text_at <= entry->text_at &&
                stretch->frame_at + stretch->frame_len <= block->frames.len);
        require(entry->text_at + entry->text_len <= stretch->text_at + stretch->text_len);
    } else if (entry->kind == ENTRY_REJECTED)
        require(entry->reason && entry->text_len <= 256);
    else
        require(entry->kind == ENTRY_SKIPPED || entry->kind == ENTRY_FINDING ||
                entry->kind == ENTRY_UNWRAPPED);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct intake everything;
    struct parser parser = {.packer = codec_packer_new(), .intake = &everything};
    struct block *block = block_new();
    struct entry *entry = block_add(block, ENTRY_RECORD);
    entry->length = (int64_t)len;
    entry->text_len = len;
    buf_append(&block->text, bytes, len);
    parser_block(&parser, block);
    for (size_t i = 0; i < block->count; i++) {
        check(block, &block->entries[i]);
        require(i == 0 || block->entries[0].kind == ENTRY_UNWRAPPED);
    }
    arena_done(&parser.scratch);
    codec_packer_free(parser.packer);
    block_free(block);
    return 0;
}
