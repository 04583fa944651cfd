// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/prefer.h"

#include "src/base/alloc.h"
#include "src/base/conffile.h"
#include "ui/app/columns.h"
#include "ui/term/history_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool read_file(const char *path, struct buf *out, struct err *err)
{
    char bytes[4096];
    if (access(path, F_OK) != 0)
        return true; /* it is not there, or in a home that is closed to us, as with sudo -u */
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return err_errno(err, "read %s", path);
    for (size_t len; out->len <= CONFIG_MAX_BYTES && (len = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_append(out, bytes, len);
    fclose(file);
    return out->len <= CONFIG_MAX_BYTES ||
           err_set(err, ERR_LIMIT, "read %s: more than %d bytes", path, CONFIG_MAX_BYTES);
}

static bool read_config(struct config *config, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    if (!read_file(path, &text, err))
        return false;
    return config_parse(config, buf_text(&text), err) || err_wrap(err, "%s", path);
}

bool prefer_read(struct config *config, bool script, struct err *err)
{
    CLEANUP(buf) struct buf path = {0}, kept = {0};
    if (conffile_path(script, &path) && !read_config(config, buf_text(&path), err))
        return false;
    struct err none = {0}; /* the file we write ourselves is not worth failing for */
    if (!script && history_file("columns", false, &kept) && !read_config(config, buf_text(&kept), &none))
        return true;
    return true;
}

void prefer_start(const struct config *config)
{
    for (size_t i = 0; i < config->keys_count; i++)
        request_rebind(config->keys[i].request, config->keys[i].keys);
    if (config->time_zone != NULL) {
        setenv("TZ", config->time_zone, 1);
        tzset();
    }
}

void prefer_columns(struct app *app, const struct config *config)
{
    for (size_t i = 0; i < config->columns_count; i++) {
        const struct view_ops *ops = view_of(config->columns[i].screen);
        if (ops != NULL)
            columns_set(app, ops, config->columns[i].names);
    }
}

/* The lines of the file but that of the screen, and then that. */
void prefer_keep_columns(const char *screen, const char *names)
{
    CLEANUP(buf) struct buf path = {0}, old = {0}, text = {0};
    struct err err = {0};
    CLEANUP(config) struct config config = {0};
    if (!history_file("columns", true, &path) || !read_file(buf_text(&path), &old, &err) ||
        !config_parse(&config, buf_text(&old), &err))
        return;
    for (size_t i = 0; i < config.columns_count; i++)
        if (strcmp(config.columns[i].screen, screen) != 0)
            buf_fmt(&text, "columns.%s = %s\n", config.columns[i].screen, config.columns[i].names);
    buf_fmt(&text, "columns.%s = %s\n", screen, names != NULL ? names : "");
    FILE *file = fopen(buf_text(&path), "we");
    if (file == NULL)
        return; /* like a history: not worth a word */
    fwrite(buf_text(&text), 1, text.len, file);
    fclose(file);
}
