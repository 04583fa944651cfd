// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"
#include "src/cli/commands.h"

#include "src/base/arena.h"
#include "src/base/json.h"
#include "src/model/accounting.h"
#include "src/scope/mark.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The samples that there are; the first is the one of a demo without a name. */
static const char *const samples[] = {"model", "role", "console"};

static bool choose_sample(const struct call *call, const char **ret, struct err *err)
{
    const char *word = call->arg_count ? call->args[0] : samples[0];
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        if (strcmp(samples[i], word) == 0) {
            *ret = samples[i];
            return true;
        }
    return err_set(err, ERR_USAGE, "there is no sample case \"%s\": it is model, role or console", word);
}

/*
 * The folder of a sample case: beside a program that was not installed (the build makes it there), else
 * where `make install` puts it.
 */
static bool find_sample(const char *name, struct buf *out, struct err *err)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len > 0) {
        self[len] = '\0';
        buf_fmt(out, "%.*s/samples/%s", (int)(strrchr(self, '/') - self), self, name);
        if (access(buf_text(out), R_OK) == 0)
            return true;
    }
    buf_clear(out);
    buf_fmt(out, PKGDATADIR "/samples/%s", name);
    if (access(buf_text(out), R_OK) == 0)
        return true;
    return err_set(err, ERR_IO, "the sample is not at %s; `make` makes it, `make install` puts it there",
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

static bool place_case(const char *sample, bool interactive, struct buf *out, struct err *err)
{
    CLEANUP(buf) struct buf name = {0};
    bool is_first = strcmp(sample, samples[0]) == 0;
    buf_fmt(&name, "demo%s%s%s.db", is_first ? "" : "-", is_first ? "" : sample,
            interactive ? "" : "-report");
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache == '/')
        buf_fmt(out, "%s/trailcase/%s", cache, buf_text(&name));
    else if (home && *home == '/')
        buf_fmt(out, "%s/.cache/trailcase/%s", home, buf_text(&name));
    else
        return err_set(err, ERR_IO, "no place for the sample case: neither XDG_CACHE_HOME nor HOME is set");
    return make_folders(out->bytes, err);
}

/* The attacker's addresses as mark takes them, from the truth that the generator wrote beside the logs. */
static bool read_answers(const char *sample, struct arena *arena, const char **words, size_t *count,
                         size_t most, struct err *err)
{
    CLEANUP(buf) struct buf text = {.max_bytes = 1 << 20}, path = {0};
    char piece[4096];
    size_t len;
    buf_fmt(&path, "%s/truth.json", sample);
    FILE *file = fopen(buf_text(&path), "re");
    if (!file)
        return err_errno(err, "opening %s", buf_text(&path));
    while ((len = fread(piece, 1, sizeof piece, file)) > 0 && buf_append(&text, piece, len)) {
    }
    fclose(file);
    const struct json *truth = json_parse(arena, buf_text(&text), text.len, NULL);
    const struct json *address = json_first(json_get(json_get(truth, "attacker"), "addresses"));
    for (; address && *count < most; address = json_next(address))
        words[(*count)++] = arena_fmt(arena, "address:%s", json_str(address));
    return *count > 0 || err_set(err, ERR_FORMAT, "%s names no address", buf_text(&path));
}

/* A report tells something once there are marks: those an analyst ends up with. */
static bool solve(const char *sample, const char *path, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    enum { WORDS_MAX = 12 };
    const char *words[WORDS_MAX] = {"mark", "-q", "-C", "-o", "/dev/null", path};
    size_t count = 6;
    bool partial;
    if (!read_answers(sample, &arena, words, &count, WORDS_MAX - 2, err))
        return false;
    words[count++] = "attacker";
    return cmd_run(commands, words, count, &partial, err);
}

/* What of the demo case is done already: it outlives the run, so that marks made in it are there again. */
struct progress {
    bool filled, marked;
};

static bool look(const char *path, struct progress *ret, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(mark_list) struct mark_list marks = {0};
    struct accounting accounting;
    *ret = (struct progress){0};
    if (access(path, F_OK) != 0)
        return true;
    if (!db_open(&db, path, DB_WRITE, err) || !accounting_load(db, &accounting, err) ||
        !mark_list_load(&marks, db, err))
        return false;
    *ret = (struct progress){.filled = accounting.events > 0 && accounting.files_reading == 0,
                             .marked = marks.count > 0};
    return true;
}

static bool fill(const char *sample, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf logs = {0};
    bool partial;
    buf_fmt(&logs, "%s/logs", sample);
    const char *words[] = {"ingest", "-C", "-o", "/dev/null", path, buf_text(&logs), NULL};
    return cmd_run(commands, words, 6, &partial, err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(buf) struct buf sample = {0}, path = {0};
    struct progress progress;
    const char *name = NULL;
    bool partial, interactive = isatty(STDOUT_FILENO);
    if (!choose_sample(call, &name, err) || !find_sample(name, &sample, err) ||
        !place_case(name, interactive, &path, err) || !look(buf_text(&path), &progress, err))
        return false;
    const char *show[] = {interactive ? "ui" : "report", path.bytes, NULL};
    if (call_is_chatty(call))
        fprintf(stderr, "the sample case is %s\n", buf_text(&path));
    return (progress.filled || fill(buf_text(&sample), buf_text(&path), err)) &&
           (interactive || progress.marked || solve(buf_text(&sample), buf_text(&path), err)) &&
           cmd_run(commands, show, 2, &partial, err);
}

const struct command cmd_demo = {
    .name = "demo",
    .group = CMD_CASE,
    .usage = "[SAMPLE]",
    .summary = "Make a sample case and open it; without a terminal, print its report",
    .detail = "SAMPLE is\n"
              "  model    eight leaked keys, two addresses, every security group opened (the default)\n"
              "  role     instance credentials used outside, two accounts, logging stopped\n"
              "  console  a guessed password, a federation token, files held to ransom\n",
    .args_max = 1,
    .words = {"model role console"},
    .run = run,
};
