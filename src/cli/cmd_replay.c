// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/alloc.h"
#include "src/base/scratch.h"
#include "src/scope/replay.h"

#include <stdio.h>
#include <unistd.h>

static const struct option_spec own[] = {
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "keep the replayed case there"},
    {.name = "onto",
     .argument = "CASE",
     .help = "replay on this case of the same evidence, without decisions"},
    {0},
};

/* On another case, which keeps what is decided. */
static bool replay_on(struct call *call, const char *path, struct replay *replay, struct err *err)
{
    CLEANUP(db) struct db *db = NULL, *onto = NULL;
    return call_open(call, DB_READ, &db, err) && db_open(&onto, path, DB_WRITE, err) &&
           replay_onto(replay, db, onto, err);
}

static bool replay_copy(struct call *call, const char *output, struct replay *replay, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(buf) struct buf path = {0};
    CLEANUP(str) char *folder = NULL;
    if (output && access(output, F_OK) == 0)
        return err_set(err, ERR_USAGE, "replay: %s is there already", output);
    if (!call_open(call, DB_READ, &db, err) || (!output && !scratch_make("the copy", &folder, err)))
        return false;
    buf_fmt(&path, "%s%s", output ? output : folder, output ? "" : "/replay.db");
    bool ok = replay_case(replay, db, buf_text(&path), err);
    scratch_remove(folder);
    return ok;
}

static bool run(struct call *call, struct err *err)
{
    const char *output = option_value(&call->options, "output"), *onto = option_value(&call->options, "onto");
    struct replay replay;
    if (output && onto)
        return err_set(err, ERR_USAGE, "replay: either -o, a copy, or --onto, a case there is");
    CLEANUP(buf) struct buf said = {0};
    bool ok = onto ? replay_on(call, onto, &replay, err) : replay_copy(call, output, &replay, err);
    if (!ok || !replay_judge(&replay, &said, err))
        return false;
    printf("%s\n", buf_text(&said));
    return true;
}

const struct command cmd_replay = {
    .name = "replay",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Decide everything again in a copy, by the journal, and compare",
    .tables = {own},
    .run = run,
};
