// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * option: one table of options per command gives the parser, the help text and the completion words.
 *
 * Options may stand anywhere among the other words; `--` ends them. `--name VALUE`, `--name=VALUE`, `-n
 * VALUE` and `-nVALUE` mean the same. What is parsed borrows the words of the command line. Errors are
 * ERR_USAGE and name the option that was probably meant.
 */
#ifndef TRAILCASE_CLI_OPTION_H
#define TRAILCASE_CLI_OPTION_H

#include "src/base/buf.h"
#include "src/base/err.h"

struct option_spec {
    const char *name;         /* without dashes; NULL ends a table */
    char letter;              /* 0: no short form */
    const char *argument;     /* "FILE"; NULL for a switch */
    const char *help;         /* one line */
    const char *const *words; /* the values allowed, ended by NULL; NULL: any */
    const char *alias_of;     /* this is another name of that option: not in the help */
    bool repeats;             /* may be given more than once */
};

/* Tables shared by several commands; a command names those it takes, its own among them. */
enum { OPTION_TABLES_MAX = 6 };

struct option_given {
    const struct option_spec *spec;
    const char *value; /* "" for a switch */
};

struct options {
    struct option_given *given;
    size_t given_count;
    const char **args; /* the words that are no options, in their order */
    size_t arg_count;
};

void options_done(struct options *options);
CLEANUP_DEFINE(options, struct options, options_done);

/* Parse words[0..count) against tables, an array of option tables ended by NULL. */
bool options_parse(struct options *options, const struct option_spec *const *tables, const char **words,
                   size_t count, struct err *err) WARN_UNUSED;

/* The value of an option, the last one when it was repeated; NULL when it was not given. */
const char *option_value(const struct options *options, const char *name);
bool option_is_set(const struct options *options, const char *name);

/* The nth value of an option that repeats, or NULL. */
const char *option_nth(const struct options *options, const char *name, size_t nth);

/* A whole number between min and max. *value holds the default and keeps it when the option was not given. */
bool option_int(const struct options *options, const char *name, int64_t min, int64_t max, int64_t *value,
                struct err *err) WARN_UNUSED;

/* The option that a word is, "--name" or "-n" and nothing more, or NULL. */
const struct option_spec *option_find(const struct option_spec *const *tables, const char *word);

/* Append the help lines, and for completion the long names, one a line. */
void options_help(const struct option_spec *const *tables, struct buf *out);
void options_words(const struct option_spec *const *tables, struct buf *out);

#endif
