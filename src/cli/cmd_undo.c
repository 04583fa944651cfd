// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/utf8.h"
#include "src/scope/undo.h"

#include <stdio.h>
#include <string.h>

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf safe = {0};
    const char *text;
    if (!call_open(call, DB_WRITE, &db, err) || !undo_last(db, &arena, &text, err))
        return false;
    if (!text)
        return err_set(err, ERR_CASE, "there is no decision left to undo");
    utf8_visible(&safe, text, strlen(text));
    printf("undone: %s\n", buf_text(&safe));
    return true;
}

const struct command cmd_undo = {
    .name = "undo",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Take the last mark or note back",
    .detail = "The journal keeps both the decision and that it was undone.\n",
    .run = run,
};
