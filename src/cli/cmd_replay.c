// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/alloc.h"
#include "src/base/scratch.h"
#include "src/scope/replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static const struct option_spec own[] = {
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "keep the replayed case there"},
    {0},
};

static bool judge(const struct replay *replay, struct err *err)
{
    if (replay->differs_at == 0) {
        printf("%" PRId64 " decisions replayed: the copy ends in the same hash\n", replay->entries);
        return true;
    }
    if (replay->differs.code != ERR_NONE)
        return err_set(err, ERR_CASE, "replay: entry %" PRId64 " cannot be carried out any more: %s",
                       replay->differs_at, replay->differs.text);
    return err_set(err, ERR_CASE,
                   "replay: entry %" PRId64
                   " came out otherwise than it was; evidence or program have changed since",
                   replay->differs_at);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(buf) struct buf path = {0};
    CLEANUP(str) char *folder = NULL;
    const char *output = option_value(&call->options, "output");
    struct replay replay;
    if (output)
        buf_str(&path, output);
    if (output && access(output, F_OK) == 0)
        return err_set(err, ERR_USAGE, "replay: %s is there already", output);
    if (!call_open(call, DB_READ, &db, err) || (!output && !scratch_make("the copy", &folder, err)))
        return false;
    if (folder)
        buf_fmt(&path, "%s/replay.db", folder);
    bool ok = replay_case(&replay, db, buf_text(&path), err);
    scratch_remove(folder);
    return ok && judge(&replay, err);
}

const struct command cmd_replay = {
    .name = "replay",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Decide everything again in a copy, by the journal, and compare",
    .tables = {own},
    .run = run,
};
