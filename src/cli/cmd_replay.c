// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/alloc.h"
#include "src/scope/replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_spec own[] = {
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "keep the replayed case there"},
    {0},
};

/* A name in the temporary folder that nobody has. */
static bool temporary(struct buf *path, struct err *err)
{
    const char *folder = getenv("TMPDIR");
    CLEANUP(buf) struct buf name = {0};
    buf_fmt(&name, "%s/trailcase-replay-XXXXXX", folder && *folder ? folder : "/tmp");
    if (!mkdtemp(name.bytes))
        return err_errno(err, "make a folder for the copy: %s", buf_text(&name));
    return buf_fmt(path, "%s/replay.db", buf_text(&name));
}

static void remove_copy(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        CLEANUP(buf) struct buf file = {0};
        buf_fmt(&file, "%s%s", path, tails[i]);
        unlink(buf_text(&file));
    }
    CLEANUP(str) char *folder = alloc_strn(path, (size_t)(strrchr(path, '/') - path));
    rmdir(folder);
}

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
    const char *output = option_value(&call->options, "output");
    struct replay replay;
    if (output)
        buf_str(&path, output);
    if (output && access(output, F_OK) == 0)
        return err_set(err, ERR_USAGE, "replay: %s is there already", output);
    if (!call_open(call, DB_READ, &db, err) || (!output && !temporary(&path, err)))
        return false;
    bool ok = replay_case(&replay, db, buf_text(&path), err);
    if (!output)
        remove_copy(buf_text(&path));
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
