// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/help.h"

#include <string.h>

static const struct option_spec every_command[] = {
    {.name = "quiet", .letter = 'q', .help = "say nothing but results and errors"},
    {.name = "no-color", .letter = 'K', .help = "no colour (NO_COLOR does the same)"},
    {.name = "help", .letter = 'h', .help = "show this help"},
    {0},
};

static const char *const group_titles[CMD_GROUP__COUNT] = {
    [CMD_CASE] = "Case",
    [CMD_LOOK] = "Look",
    [CMD_JUDGE] = "Judge",
    [CMD_HAND_OVER] = "Hand over",
};

void help_tables(const struct command *command, const struct option_spec *ret_tables[OPTION_TABLES_MAX + 2])
{
    size_t count = 0;
    while (count < OPTION_TABLES_MAX && command->tables[count]) {
        ret_tables[count] = command->tables[count];
        count++;
    }
    ret_tables[count] = every_command;
    ret_tables[count + 1] = NULL;
}

void help_short(FILE *to)
{
    fputs("Usage: trailcase COMMAND CASE [ARGUMENTS] [OPTIONS]\n"
          "       trailcase CASE       open the interface on a case\n"
          "       trailcase --demo     try it on the sample case\n"
          "       trailcase --help     list the commands\n",
          to);
}

static void help_group(const struct command *const *commands, enum cmd_group group)
{
    bool titled = false;
    for (; *commands; commands++) {
        if ((*commands)->group != group)
            continue;
        if (!titled)
            printf("\n%s:\n", group_titles[group]);
        titled = true;
        printf("  %-10s %s\n", (*commands)->name, (*commands)->summary);
    }
}

void help_all(const struct command *const *commands)
{
    puts("trailcase reads CloudTrail logs into a case file and answers what an attacker did with leaked "
         "keys.\n");
    help_short(stdout);
    for (enum cmd_group group = 0; group < CMD_GROUP__COUNT; group++)
        help_group(commands, group);
    puts("\ntrailcase COMMAND --help tells more. Exit: 0 done, 1 failed, 2 usage, 3 done but some input was\n"
         "refused or rejected. CASE is one file, made by the first `trailcase ingest CASE PATH...`.");
}

void help_command(const struct command *command)
{
    CLEANUP(buf) struct buf options = {0};
    const struct option_spec *tables[OPTION_TABLES_MAX + 2];
    help_tables(command, tables);
    options_help(tables, &options);
    printf("Usage: trailcase %s%s%s [OPTIONS]\n\n%s.\n", command->name, *command->usage ? " " : "",
           command->usage, command->summary);
    if (command->detail)
        printf("\n%s", command->detail);
    printf("\nOptions:\n%s", buf_text(&options));
}

void help_words(const struct command *const *commands, const char *name)
{
    for (; *commands; commands++)
        if (!name)
            puts((*commands)->name);
        else if (strcmp((*commands)->name, name) == 0) {
            CLEANUP(buf) struct buf words = {0};
            const struct option_spec *tables[OPTION_TABLES_MAX + 2];
            help_tables(*commands, tables);
            options_words(tables, &words);
            fputs(buf_text(&words), stdout);
        }
}
