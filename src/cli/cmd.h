// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * cmd: what a command is, and running one from the words of the command line.
 *
 * Each command is one file src/cli/cmd_NAME.c that ends in one `const struct command cmd_NAME`; the list of
 * them is src/cli/commands.c. From a command's entry come its parser, `trailcase NAME --help`, the general
 * help and the completion words. A command writes its result to standard output (see output.h), everything
 * else to standard error, and fails by returning false with err set; the dispatcher prints the message.
 *
 * Exit codes: 0 done, 1 failed, 2 usage (ERR_USAGE), 3 done, but some input was refused or rejected.
 */
#ifndef TRAILCASE_CLI_CMD_H
#define TRAILCASE_CLI_CMD_H

#include "src/cli/option.h"
#include "src/store/db.h"

enum cmd_exit { CMD_DONE, CMD_FAILED, CMD_USAGE, CMD_PARTIAL };

enum cmd_group { CMD_CASE, CMD_LOOK, CMD_JUDGE, CMD_HAND_OVER, CMD_GROUP__COUNT };

/* One run of a command: what was asked for, and what the dispatcher should know afterwards. */
struct call {
    const struct command *command;
    struct options options;
    const char *case_path; /* the first word, unless the command takes none */
    const char **args;     /* the words after it, ended by NULL */
    size_t arg_count;
    const char **words; /* the whole command line, for the record */
    size_t word_count;
    bool partial; /* set it when done with exit 3 */
};

typedef bool (*cmd_fn)(struct call *call, struct err *err);

struct command {
    const char *name;
    enum cmd_group group;
    const char *usage;         /* what follows the name: "CASE KIND [FILTER]" */
    const char *summary;       /* one line, no full stop */
    const char *detail;        /* more for --help: lines of at most 78 columns, each ended; NULL for none */
    size_t args_min, args_max; /* words after CASE */
    const char *words[2]; /* for completion: what the first of them may be, and the others; NULL: anything */
    const struct option_spec *tables[OPTION_TABLES_MAX]; /* ended by NULL; the common ones are added */
    cmd_fn run;
};

#define CMD_ARGS_ANY SIZE_MAX

/* Option tables shared by commands, to be named in `tables`. */
extern const struct option_spec cmd_output_options[]; /* --format, --output, --clobber: see output.h */
extern const struct option_spec cmd_time_options[]; /* --from, --to and their like: see call_filter_text() */

/* The program: run what argv asks for out of commands (ended by NULL), return the exit code. */
int cmd_main(const struct command *const *commands, int argc, char **argv);

/* Run one command line, words[0] being the name of the command, as cmd_main() does, but return the error. */
bool cmd_run(const struct command *const *commands, const char **words, size_t count, bool *ret_partial,
             struct err *err) WARN_UNUSED;

/* Open the case of a call. */
bool call_open(const struct call *call, enum db_mode mode, struct db **ret_db, struct err *err) WARN_UNUSED;

/* True unless -q was given and for chatter only: standard error is a terminal. */
bool call_is_chatty(const struct call *call);

/*
 * Append the filter of a call as text: the words args[from..] joined by blanks, and-ed with what the time
 * options say (cmd_time_options). Empty when there is neither. Times are checked here; now_s is the clock for
 * --time-offset.
 */
bool call_filter_text(const struct call *call, size_t from, int64_t now_s, struct buf *out,
                      struct err *err) WARN_UNUSED;

#endif
