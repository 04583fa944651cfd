// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/near.h"
#include "src/base/utf8.h"
#include "src/cli/complete.h"
#include "src/cli/help.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef const struct command *const *commands_t;

static const struct command *find(commands_t commands, const char *name)
{
    for (; *commands; commands++)
        if (strcmp((*commands)->name, name) == 0)
            return *commands;
    return NULL;
}

static bool is_file(const char *word)
{
    return access(word, F_OK) == 0;
}

static bool unknown(commands_t commands, const char *word, struct err *err)
{
    struct near near = {.word = word};
    for (; *commands; commands++)
        near_offer(&near, (*commands)->name);
    if (near.best)
        return err_set(err, ERR_USAGE, "there is no command \"%s\"; did you mean %s?", word, near.best);
    return err_set(err, ERR_USAGE,
                   "there is no command \"%s\", and no case file of that name (see trailcase --help)", word);
}

/* Sort the words after the options into CASE and the rest, and hold their number to the command's entry. */
static bool sort_words(struct call *call, struct err *err)
{
    const struct command *command = call->command;
    bool takes_case = strncmp(command->usage, "CASE", 4) == 0;
    call->args = call->options.args;
    call->arg_count = call->options.arg_count;
    if (takes_case && call->arg_count == 0)
        return err_set(err, ERR_USAGE, "which case? Usage: trailcase %s %s", command->name, command->usage);
    if (takes_case) {
        call->case_path = *call->args++;
        call->arg_count--;
    }
    if (call->arg_count < command->args_min)
        return err_set(err, ERR_USAGE, "a word is missing. Usage: trailcase %s %s", command->name,
                       command->usage);
    if (call->arg_count > command->args_max)
        return err_set(err, ERR_USAGE, "\"%s\" is one word too many. Usage: trailcase %s %s",
                       call->args[command->args_max], command->name, command->usage);
    return true;
}

bool cmd_run(commands_t commands, const char **words, size_t count, bool *ret_partial, struct err *err)
{
    const struct command *command = find(commands, words[0]);
    const struct option_spec *tables[OPTION_TABLES_MAX + 2];
    struct call call = {.command = command, .words = words, .word_count = count};
    *ret_partial = false;
    if (!command)
        return unknown(commands, words[0], err);
    help_tables(command, tables);
    bool ok = options_parse(&call.options, tables, words + 1, count - 1, err);
    if (ok && option_is_set(&call.options, "help"))
        help_command(command);
    else
        ok = ok && sort_words(&call, err) && command->run(&call, err);
    *ret_partial = call.partial;
    options_done(&call.options);
    return ok;
}

/* What may stand in front instead of a command. */
static bool run_word(commands_t commands, const char **words, size_t count, bool *ret_partial,
                     struct err *err)
{
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0)
        help_all(commands);
    else if (strcmp(words[0], "--version") == 0)
        printf("%s\n", PACKAGE_STRING);
    else if (strcmp(words[0], "--words") == 0)
        help_words(commands, words[1]);
    else if (strcmp(words[0], "--complete") == 0)
        complete_words(commands, words + 1, count - 1);
    else if (strcmp(words[0], "--demo") == 0) {
        words[0] = "demo";
        return cmd_run(commands, words, count, ret_partial, err);
    } else if (words[0][0] == '-')
        return err_set(err, ERR_USAGE, "there is no option \"%s\" without a command (see --help)", words[0]);
    else if (!find(commands, words[0]) && is_file(words[0])) {
        const char *opening[] = {"ui", words[0], NULL};
        if (count > 1)
            return err_set(err, ERR_USAGE, "\"%s\" is a file, not a command: trailcase COMMAND %s ...",
                           words[0], words[0]);
        return cmd_run(commands, opening, 2, ret_partial, err);
    } else
        return cmd_run(commands, words, count, ret_partial, err);
    return true;
}

int cmd_main(commands_t commands, int argc, char **argv)
{
    struct err err = {0};
    bool partial = false, ok;
    signal(SIGPIPE, SIG_DFL);
    if (argc < 2) {
        help_short(stderr);
        return CMD_USAGE;
    }
    ok = run_word(commands, (const char **)argv + 1, (size_t)argc - 1, &partial, &err);
    if (ok && (fflush(stdout) != 0 || ferror(stdout)))
        ok = err_errno(&err, "writing to standard output");
    if (!ok) {
        CLEANUP(buf) struct buf safe = {0};
        utf8_visible(&safe, err.text, strlen(err.text));
        fprintf(stderr, "trailcase: %s\n", buf_text(&safe));
        return err.code == ERR_USAGE ? CMD_USAGE : CMD_FAILED;
    }
    return partial ? CMD_PARTIAL : CMD_DONE;
}
