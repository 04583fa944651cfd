// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/option.h"

#include "src/base/alloc.h"
#include "src/base/near.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { HELP_COLUMN = 28 };

typedef const struct option_spec *const *tables_t;

void options_done(struct options *options)
{
    free(options->given);
    free((void *)options->args);
    *options = (struct options){0};
}

static const struct option_spec *find_name(tables_t tables, const char *name, size_t len)
{
    for (; *tables; tables++)
        for (const struct option_spec *spec = *tables; spec->name; spec++)
            if (strlen(spec->name) == len && memcmp(spec->name, name, len) == 0)
                return spec;
    return NULL;
}

static const struct option_spec *find_letter(tables_t tables, char letter)
{
    for (; *tables; tables++)
        for (const struct option_spec *spec = *tables; spec->name; spec++)
            if (spec->letter == letter)
                return spec;
    return NULL;
}

static const struct option_spec *unknown_name(tables_t tables, const char *name, size_t len, struct err *err)
{
    CLEANUP(str) char *typed = alloc_strn(name, len);
    struct near near = {.word = typed};
    for (; *tables; tables++)
        for (const struct option_spec *spec = *tables; spec->name; spec++)
            near_offer(&near, spec->name);
    if (near.best)
        err_set(err, ERR_USAGE, "there is no option --%s; did you mean --%s?", typed, near.best);
    else
        err_set(err, ERR_USAGE, "there is no option --%s here (see --help)", typed);
    return NULL;
}

static bool value_allowed(const struct option_spec *spec, const char *value, struct err *err)
{
    if (!spec->words)
        return true;
    CLEANUP(buf) struct buf all = {0};
    for (const char *const *word = spec->words; *word; word++) {
        if (strcmp(*word, value) == 0)
            return true;
        buf_fmt(&all, "%s%s", all.len ? ", " : "", *word);
    }
    return err_set(err, ERR_USAGE, "--%s takes one of %s, not \"%s\"", spec->name, buf_text(&all), value);
}

static bool give(struct options *options, tables_t tables, const struct option_spec *spec, const char *value,
                 struct err *err)
{
    if (spec->alias_of)
        spec = find_name(tables, spec->alias_of, strlen(spec->alias_of));
    if (spec->argument && !value_allowed(spec, value, err))
        return false;
    if (!spec->repeats && option_value(options, spec->name))
        return err_set(err, ERR_USAGE, "--%s is given twice", spec->name);
    options->given = alloc_resize(options->given, options->given_count + 1, sizeof *options->given);
    options->given[options->given_count++] = (struct option_given){spec, value};
    return true;
}

/* One word that begins with a dash, with the next one when it takes a value. *used: words taken. */
static bool parse_word(struct options *options, tables_t tables, const char **words, size_t *used,
                       struct err *err)
{
    const char *word = words[0], *inline_value = NULL;
    bool is_long = word[1] == '-';
    const struct option_spec *spec;
    if (is_long) {
        size_t len = strcspn(word + 2, "=");
        spec = find_name(tables, word + 2, len);
        inline_value = word[2 + len] ? word + 2 + len + 1 : NULL;
        if (!spec)
            return unknown_name(tables, word + 2, len, err) != NULL;
    } else {
        spec = find_letter(tables, word[1]);
        inline_value = word[2] ? word + 2 : NULL;
        if (!spec || (!spec->argument && inline_value))
            return err_set(err, ERR_USAGE,
                           "there is no option \"%s\"; put -- in front of a filter that begins with -", word);
    }
    *used = 1;
    if (!spec->argument && inline_value)
        return err_set(err, ERR_USAGE, "--%s takes no value", spec->name);
    if (spec->argument && !inline_value) {
        if (!words[1])
            return err_set(err, ERR_USAGE, "--%s needs a value: %s", spec->name, spec->argument);
        inline_value = words[1];
        *used = 2;
    }
    return give(options, tables, spec, inline_value ? inline_value : "", err);
}

bool options_parse(struct options *options, tables_t tables, const char **words, size_t count,
                   struct err *err)
{
    bool ended = false;
    options->args = alloc_zero(count + 1, sizeof *options->args);
    for (size_t i = 0; i < count;) {
        size_t used = 1;
        if (!ended && strcmp(words[i], "--") == 0)
            ended = true;
        else if (ended || words[i][0] != '-' || !words[i][1])
            options->args[options->arg_count++] = words[i];
        else if (!parse_word(options, tables, words + i, &used, err))
            return false;
        i += used;
    }
    return true;
}

const char *option_value(const struct options *options, const char *name)
{
    for (size_t i = options->given_count; i-- > 0;)
        if (strcmp(options->given[i].spec->name, name) == 0)
            return options->given[i].value;
    return NULL;
}

bool option_is_set(const struct options *options, const char *name)
{
    return option_value(options, name) != NULL;
}

const char *option_nth(const struct options *options, const char *name, size_t nth)
{
    for (size_t i = 0; i < options->given_count; i++)
        if (strcmp(options->given[i].spec->name, name) == 0 && nth-- == 0)
            return options->given[i].value;
    return NULL;
}

const struct option_spec *option_find(tables_t tables, const char *word)
{
    if (word[0] != '-' || word[1] == '\0')
        return NULL;
    if (word[1] == '-')
        return find_name(tables, word + 2, strlen(word + 2));
    return word[2] == '\0' ? find_letter(tables, word[1]) : NULL;
}

bool option_int(const struct options *options, const char *name, int64_t min, int64_t max, int64_t *value,
                struct err *err)
{
    const char *text = option_value(options, name);
    char *end;
    if (!text)
        return true;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno || !*text || *end || number < min || number > max)
        return err_set(err, ERR_USAGE, "--%s takes a number from %lld to %lld, not \"%s\"", name,
                       (long long)min, (long long)max, text);
    *value = number;
    return true;
}

void options_help(tables_t tables, struct buf *out)
{
    for (; *tables; tables++)
        for (const struct option_spec *spec = *tables; spec->name; spec++) {
            size_t start = out->len;
            if (spec->alias_of)
                continue;
            if (spec->letter)
                buf_fmt(out, "  -%c, --%s", spec->letter, spec->name);
            else
                buf_fmt(out, "      --%s", spec->name);
            if (spec->argument)
                buf_fmt(out, " %s", spec->argument);
            size_t used = out->len - start;
            if (used + 2 > HELP_COLUMN) {
                buf_char(out, '\n');
                used = 0;
            }
            buf_repeat(out, ' ', HELP_COLUMN - used);
            buf_fmt(out, "%s\n", spec->help);
        }
}

void options_words(tables_t tables, struct buf *out)
{
    for (; *tables; tables++)
        for (const struct option_spec *spec = *tables; spec->name; spec++)
            buf_fmt(out, "--%s\n", spec->name);
}
