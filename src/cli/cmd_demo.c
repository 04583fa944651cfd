// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"
#include "src/cli/commands.h"

#include "src/base/alloc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The logs of the sample case: beside a program that was not installed (the build makes them there), else
 * where `make install` puts them.
 */
static bool find_logs(struct buf *out, struct err *err)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len > 0) {
        self[len] = '\0';
        buf_fmt(out, "%.*s/samples/model/logs", (int)(strrchr(self, '/') - self), self);
        if (access(buf_text(out), R_OK) == 0)
            return true;
    }
    buf_clear(out);
    buf_str(out, PKGDATADIR "/samples/model/logs");
    if (access(buf_text(out), R_OK) == 0)
        return true;
    return err_set(err, ERR_IO,
                   "the sample logs are not at %s; `make` makes them, `make install` puts them there",
                   buf_text(out));
}

/* Make each missing folder of an absolute path. */
static bool make_folders(char *path, struct err *err)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (!made)
            err_errno(err, "making the folder %s", path);
        *at = '/';
        if (!made)
            return false;
    }
    return true;
}

static bool place_case(struct buf *out, struct err *err)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache == '/')
        buf_fmt(out, "%s/trailcase/demo.db", cache);
    else if (home && *home == '/')
        buf_fmt(out, "%s/.cache/trailcase/demo.db", home);
    else
        buf_fmt(out, "/tmp/trailcase-%u/demo.db", (unsigned)geteuid());
    return make_folders(out->bytes, err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(buf) struct buf logs = {0}, path = {0};
    bool partial;
    if (!find_logs(&logs, err) || !place_case(&path, err))
        return false;
    const char *ingest[] = {"ingest", "-q", path.bytes, logs.bytes, NULL};
    const char *show[] = {isatty(STDOUT_FILENO) ? "ui" : "report", path.bytes, NULL};
    if (call_is_chatty(call))
        fprintf(stderr, "the sample case is %s\n", buf_text(&path));
    return cmd_run(commands, ingest, 4, &partial, err) && cmd_run(commands, show, 2, &partial, err);
}

const struct command cmd_demo = {
    .name = "demo",
    .group = CMD_CASE,
    .usage = "",
    .summary = "Make the sample case and open it; without a terminal, print its report",
    .run = run,
};
