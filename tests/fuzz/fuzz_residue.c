// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any JSON as the record of every call that makes or undoes something: no crash; what is read replays to
 * residue whose states add up, and nothing is left of a text in no text.
 */
#include "src/base/alloc.h"
#include "src/scope/residue_policy.h"
#include "src/scope/residue_replay.h"
#include "src/scope/residue_text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void apply(struct residue_replay *replay, const struct residue_call *call, const struct json *record,
                  struct arena *arena, bool is_attacker)
{
    struct residue_things things = {0};
    struct residue_step step = {
        .call = call,
        .account = "111122223333",
        .region = "eu-west-1",
        .act = {.event_id = 1, .time_s = 1, .api = call->api, .principal = "p", .is_attacker = is_attacker}};
    if (!residue_applies(call, record, arena))
        return;
    residue_read(call, record, arena, &things);
    for (size_t i = 0; i < things.count; i++) {
        step.thing = things.items[i];
        if (step.thing.text && residue_left(NULL, step.thing.text, NULL, arena) != RESIDUE_LEFT_NONE)
            __builtin_trap();
        if (residue_makes(call))
            residue_make(replay, &step);
        else
            residue_undo(replay, &step);
    }
}

static void check(const struct residue_list *list)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    struct residue_lines lines = residue_fold(list, RESIDUE_ALL_STATES, NULL, &arena);
    size_t total = 0;
    for (size_t i = 0; i < lines.count; i++) {
        total += lines.items[i].count;
        residue_text_line(&text, &lines.items[i]);
        residue_text_state(&text, lines.items[i].first);
    }
    if (total != list->count)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(residue) struct residue_list list = {0};
    const struct json *record = json_parse(&arena, (const char *)bytes, len, NULL);
    struct residue_replay *replay = alloc_zero(1, sizeof *replay);
    residue_replay_init(replay, &list);
    for (int turn = 0; turn < 3; turn++)
        for (const struct residue_call *call = residue_calls; call->api; call++)
            apply(replay, call, record, &arena, turn != 1);
    residue_replay_done(replay);
    free(replay);
    check(&list);
    return 0;
}
