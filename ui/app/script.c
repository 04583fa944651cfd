// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/script.h"

#include "src/base/alloc.h"
#include "src/base/utf8.h"
#include "ui/app/command.h"
#include "ui/core/keycode.h"
#include "ui/core/keymap.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_MS = 120000, SIZE_MAX_CELLS = 2000 };

bool script_size(const char *text, int *ret_cols, int *ret_rows)
{
    int cols, rows, end = 0;
    if (sscanf(text, "%4dx%4d%n", &cols, &rows, &end) != 2 || text[end] != '\0')
        return false;
    if (cols < 1 || rows < 1 || cols > SIZE_MAX_CELLS || rows > SIZE_MAX_CELLS)
        return false;
    *ret_cols = cols;
    *ret_rows = rows;
    return true;
}

static int64_t clock_us(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool settle(struct app *app, struct err *err)
{
    while (worker_busy(app->worker)) {
        struct pollfd fd = {.fd = worker_fd(app->worker), .events = POLLIN};
        if (poll(&fd, 1, WAIT_MS) == 0)
            return err_set(err, ERR_LIMIT, "gave up after two minutes of waiting for the worker");
        app_collect(app);
    }
    app_draw(app);
    return true;
}

static bool press(struct script *script, int key, struct err *err)
{
    script->null->key = key;
    app_input(script->app);
    return settle(script->app, err);
}

static bool step_key(struct script *script, const char *args, struct err *err)
{
    while (args[strspn(args, " ")] != '\0') {
        int key = keymap_next_key(&args);
        if (key == KEYCODE_NONE)
            return err_set(err, ERR_USAGE, "no key has that name");
        if (!press(script, key, err))
            return false;
    }
    return true;
}

static bool step_click(struct script *script, const char *args, struct err *err)
{
    int row, col, end = 0;
    if (sscanf(args, "%4d %4d%n", &row, &col, &end) != 2 || args[end] != '\0' || row < 0 || col < 0)
        return err_set(err, ERR_USAGE, "a click is written ROW COL");
    return press(script, keycode_mouse(MOUSE_LEFT, row, col), err);
}

static bool step_wheel(struct script *script, const char *args, struct err *err)
{
    bool up = strcmp(args, "up") == 0;
    if (!up && strcmp(args, "down") != 0)
        return err_set(err, ERR_USAGE, "the wheel goes up or down");
    return press(script, keycode_mouse(up ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN, 0, 0), err);
}

static bool step_type(struct script *script, const char *args, struct err *err)
{
    size_t len = strlen(args);
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += utf8_decode(args + at, len - at, &cp);
        if (cp == UTF8_INVALID)
            return err_set(err, ERR_FORMAT, "the text is not UTF-8");
        if (!press(script, (int)cp, err))
            return false;
    }
    return true;
}

static bool step_wait(struct script *script, const char *args, struct err *err)
{
    (void)args;
    return settle(script->app, err);
}

static bool step_resize(struct script *script, const char *args, struct err *err)
{
    if (!script_size(args, &script->null->cols, &script->null->rows))
        return err_set(err, ERR_USAGE, "a size is written 80x24");
    app_resize(script->app);
    return settle(script->app, err);
}

static bool write_dump(const char *path, const struct buf *text, struct err *err)
{
    bool to_stdout = strcmp(path, "-") == 0;
    FILE *file = to_stdout ? stdout : fopen(path, "we");
    if (file == NULL)
        return err_errno(err, "write %s", path);
    bool written = fwrite(buf_text(text), 1, text->len, file) == text->len;
    if ((to_stdout ? fflush(file) : fclose(file)) != 0 || !written)
        return err_errno(err, "write %s", path);
    return true;
}

static bool dump(const struct script *script, enum grid_layer layer, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    grid_dump(&script->app->grid, layer, &text);
    return write_dump(path, &text, err);
}

static bool step_dump(struct script *script, const char *args, struct err *err)
{
    return dump(script, GRID_TEXT, args, err);
}

static bool step_dump_roles(struct script *script, const char *args, struct err *err)
{
    return dump(script, GRID_ROLES, args, err);
}

static bool step_dump_mono(struct script *script, const char *args, struct err *err)
{
    return dump(script, GRID_MONO, args, err);
}

static bool on_screen(const struct script *script, const char *text)
{
    CLEANUP(buf) struct buf screen = {0};
    grid_dump(&script->app->grid, GRID_TEXT, &screen);
    return strstr(buf_text(&screen), text) != NULL;
}

static bool step_expect(struct script *script, const char *args, struct err *err)
{
    if (on_screen(script, args))
        return true;
    CLEANUP(buf) struct buf screen = {0};
    grid_dump(&script->app->grid, GRID_TEXT, &screen);
    fputs(buf_text(&screen), stderr);
    return err_set(err, ERR_FORMAT, "\"%s\" is not on the screen above", args);
}

static bool step_reject(struct script *script, const char *args, struct err *err)
{
    if (!on_screen(script, args))
        return true;
    return err_set(err, ERR_FORMAT, "\"%s\" is on the screen", args);
}

/* What was copied or printed last. */
static bool step_copied(struct script *script, const char *args, struct err *err)
{
    const char *copied = buf_text(&script->null->copied);
    if (strstr(copied, args) != NULL)
        return true;
    fprintf(stderr, "%s\n", copied);
    return err_set(err, ERR_FORMAT, "\"%s\" is not in what was copied, above", args);
}

static bool run_line(struct script *script, const char *line, struct err *err);

/* "time LABEL STEP": print the label, how many milliseconds the step took until all was on the screen, and
 * how many of a processor, which other programs do not change. */
static bool step_time(struct script *script, const char *args, struct err *err)
{
    size_t len = strcspn(args, " ");
    int64_t wall_us = clock_us(CLOCK_MONOTONIC), busy_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    if (!run_line(script, args + len, err))
        return false;
    printf("%.*s\t%.1f\t%.1f\n", (int)len, args, (double)(clock_us(CLOCK_MONOTONIC) - wall_us) / 1000.0,
           (double)(clock_us(CLOCK_PROCESS_CPUTIME_ID) - busy_us) / 1000.0);
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct script *script, const char *args, struct err *err);
} steps[] = {
    {"key", step_key},
    {"type", step_type},
    {"wait", step_wait},
    {"resize", step_resize},
    {"dump", step_dump},
    {"dump-roles", step_dump_roles},
    {"dump-mono", step_dump_mono},
    {"expect", step_expect},
    {"reject", step_reject},
    {"copied", step_copied},
    {"time", step_time},
    {"click", step_click},
    {"wheel", step_wheel},
};

static bool run_line(struct script *script, const char *line, struct err *err)
{
    line += strspn(line, " ");
    if (line[0] == '\0' || line[0] == '#')
        return true;
    if (line[0] == ':') {
        command_run(script->app, line + 1);
        app_settle(script->app);
        return settle(script->app, err);
    }
    size_t len = strcspn(line, " ");
    const char *args = line + len + (line[len] == ' ');
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (strlen(steps[i].name) == len && memcmp(steps[i].name, line, len) == 0)
            return steps[i].run(script, args, err);
    return err_set(err, ERR_USAGE, "there is no step \"%.*s\"", (int)len, line);
}

static bool run_lines(struct script *script, FILE *file, struct err *err)
{
    CLEANUP(str) char *line = NULL;
    size_t size = 0;
    ssize_t len;
    if (!settle(script->app, err))
        return false;
    while (!script->app->quit && (len = getline(&line, &size, file)) >= 0) {
        script->line++;
        if (len > 0 && line[len - 1] == '\n')
            line[len - 1] = '\0';
        if (!run_line(script, line, err))
            return err_wrap(err, "%s:%u", script->path, script->line);
    }
    return true;
}

bool script_run(struct app *app, struct null_backend *null, const char *path, struct err *err)
{
    bool from_stdin = strcmp(path, "-") == 0;
    FILE *file = from_stdin ? stdin : fopen(path, "re");
    if (file == NULL)
        return err_errno(err, "read %s", path);
    struct script script = {.app = app, .null = null, .path = path};
    bool ok = run_lines(&script, file, err);
    if (!from_stdin)
        fclose(file);
    return ok;
}
