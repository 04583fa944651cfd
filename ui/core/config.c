// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/config.h"

#include "src/base/near.h"
#include "ui/core/keycode.h"
#include "ui/core/keymap.h"

#include <string.h>

struct line {
    struct config *config;
    const char *name, *value;
    struct err *err;
};

static bool wrong(const struct line *line, const char *takes)
{
    return err_set(line->err, ERR_USAGE, "%s takes %s, not \"%s\"", line->name, takes, line->value);
}

static bool set_theme(struct line *line)
{
    return theme_kind_of(line->value, &line->config->theme) || wrong(line, "dark, light or mono");
}

static bool set_mouse(struct line *line)
{
    line->config->mouse = strcmp(line->value, "on") == 0;
    return line->config->mouse || strcmp(line->value, "off") == 0 || wrong(line, "on or off");
}

static bool set_zone(struct line *line)
{
    line->config->time_zone = line->value[0] != '\0' ? line->value : NULL;
    return true;
}

static bool set_columns(struct line *line)
{
    struct config *config = line->config;
    const char *screen = strchr(line->name, '.') + 1;
    size_t at = 0;
    while (at < config->columns_count && strcmp(config->columns[at].screen, screen) != 0)
        at++;
    if (at == CONFIG_COLUMNS_MAX)
        return err_set(line->err, ERR_LIMIT, "more than %d screens have columns", CONFIG_COLUMNS_MAX);
    config->columns_count += at == config->columns_count;
    config->columns[at] = (struct config_columns){screen, line->value};
    return true;
}

static bool set_key(struct line *line)
{
    struct config *config = line->config;
    enum request request = request_of(strchr(line->name, '.') + 1);
    if (request == REQUEST_NONE)
        return err_set(line->err, ERR_USAGE, "there is no command \"%s\"", strchr(line->name, '.') + 1);
    for (const char *at = line->value; at[strspn(at, " ")] != '\0';)
        if (keymap_next_key(&at) == KEYCODE_NONE)
            return wrong(line, "names of keys such as x, ^x, F5 or PageDown");
    if (config->keys_count == CONFIG_KEYS_MAX)
        return err_set(line->err, ERR_LIMIT, "more than %d keys", CONFIG_KEYS_MAX);
    config->keys[config->keys_count++] = (struct config_keys){request, line->value};
    return true;
}

/* What the commands take from the file by themselves. */
static bool set_elsewhere(struct line *line)
{
    (void)line;
    return true;
}

static const struct setting {
    const char *name; /* ends in a dot where any name follows */
    bool (*set)(struct line *line);
} settings[] = {
    {"theme", set_theme},      {"mouse", set_mouse}, {"time-zone", set_zone},
    {"columns.", set_columns}, {"key.", set_key},    {"geo-ip", set_elsewhere},
};

static bool is_setting(const struct setting *setting, const char *name)
{
    size_t len = strlen(setting->name);
    return setting->name[len - 1] == '.' ? strncmp(name, setting->name, len) == 0
                                         : strcmp(name, setting->name) == 0;
}

static bool apply(struct line *line)
{
    struct near near = {.word = line->name};
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        if (is_setting(&settings[i], line->name))
            return settings[i].set(line);
        near_offer(&near, settings[i].name);
    }
    return near.best != NULL ? err_set(line->err, ERR_USAGE, "there is no setting \"%s\"; did you mean %s?",
                                       line->name, near.best)
                             : err_set(line->err, ERR_USAGE, "there is no setting \"%s\"", line->name);
}

/* Text without blanks at both ends, in the arena. */
static const char *trimmed(struct arena *arena, const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
        len--;
    size_t skip = 0;
    while (skip < len && strchr(" \t", text[skip]) != NULL)
        skip++;
    return arena_strn(arena, text + skip, len - skip);
}

static bool parse_line(struct config *config, const char *text, size_t len, struct err *err)
{
    const char *whole = trimmed(&config->arena, text, len), *equals = strchr(whole, '=');
    if (whole[0] == '\0' || whole[0] == '#')
        return true;
    if (equals == NULL)
        return err_set(err, ERR_USAGE, "\"%s\" is not name = value", whole);
    struct line line = {config, trimmed(&config->arena, whole, (size_t)(equals - whole)),
                        trimmed(&config->arena, equals + 1, strlen(equals + 1)), err};
    return apply(&line);
}

bool config_parse(struct config *config, const char *text, struct err *err)
{
    for (unsigned number = 1; *text != '\0'; number++) {
        size_t len = strcspn(text, "\n");
        if (!parse_line(config, text, len, err))
            return err_wrap(err, "line %u", number);
        text += len + (text[len] == '\n');
    }
    return true;
}

void config_done(struct config *config)
{
    arena_done(&config->arena);
    *config = (struct config){0};
}
