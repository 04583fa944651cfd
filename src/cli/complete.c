// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/complete.h"

#include "src/cli/help.h"

#include <stdio.h>
#include <string.h>

typedef const struct option_spec *const *tables_t;

/* lead and word together, when they begin with what was typed. */
static void offer(const char *typed, const char *lead, const char *word, size_t len, const char *help)
{
    size_t lead_len = strlen(lead), typed_len = strlen(typed);
    size_t head = typed_len < lead_len ? typed_len : lead_len;
    if (strncmp(typed, lead, head) == 0 && typed_len - head <= len &&
        strncmp(typed + head, word, typed_len - head) == 0)
        printf("%s%.*s%s%s\n", lead, (int)len, word, help != NULL ? "\t" : "", help != NULL ? help : "");
}

static void offer_commands(const struct command *const *commands, const char *typed)
{
    for (; *commands != NULL; commands++)
        offer(typed, "", (*commands)->name, strlen((*commands)->name), (*commands)->summary);
    if (typed[0] == '-') {
        offer(typed, "--", "demo", 4, "open the interface on a sample case");
        offer(typed, "--", "help", 4, "list the commands");
        offer(typed, "--", "version", 7, "print the version");
    }
}

static void offer_options(tables_t tables, const char *typed)
{
    for (; *tables != NULL; tables++)
        for (const struct option_spec *spec = *tables; spec->name != NULL; spec++)
            if (spec->alias_of == NULL)
                offer(typed, "--", spec->name, strlen(spec->name), spec->help);
}

static void offer_values(const struct option_spec *spec, const char *typed)
{
    for (const char *const *word = spec->words; word != NULL && *word != NULL; word++)
        offer(typed, "", *word, strlen(*word), NULL);
}

/* The words of a list with blanks between. */
static void offer_list(const char *list, const char *typed)
{
    while (list != NULL && *list != '\0') {
        size_t len = strcspn(list, " ");
        offer(typed, "", list, len, NULL);
        list += len + (list[len] == ' ');
    }
}

static const struct command *find(const struct command *const *commands, const char *name)
{
    const char *wanted = strcmp(name, "--demo") == 0 ? "demo" : name;
    for (; *commands != NULL; commands++)
        if (strcmp((*commands)->name, wanted) == 0)
            return *commands;
    return NULL;
}

/* Of an option that waits for its value; else NULL, and how many words went before that are no options. */
static const struct option_spec *waiting(tables_t tables, const char **words, size_t count, size_t *ret_args)
{
    const struct option_spec *open = NULL;
    *ret_args = 0;
    for (size_t i = 0; i < count; i++) {
        const struct option_spec *spec = open == NULL ? option_find(tables, words[i]) : NULL;
        if (open == NULL && words[i][0] != '-')
            ++*ret_args;
        open = spec != NULL && spec->argument != NULL ? spec : NULL;
    }
    return open;
}

void complete_words(const struct command *const *commands, const char **words, size_t count)
{
    const struct option_spec *tables[OPTION_TABLES_MAX + 2];
    const char *typed = count > 0 ? words[count - 1] : "";
    const struct command *command = count > 1 ? find(commands, words[0]) : NULL;
    size_t args;
    if (count <= 1)
        offer_commands(commands, typed);
    if (command == NULL)
        return;
    help_tables(command, tables);
    const struct option_spec *spec = waiting(tables, words + 1, count - 2, &args);
    size_t before = strncmp(command->usage, "CASE", 4) == 0 ? 1 : 0;
    if (spec != NULL)
        offer_values(spec, typed);
    else if (typed[0] == '-' && strchr(typed, '=') == NULL)
        offer_options(tables, typed);
    else if (args >= before)
        offer_list(command->words[args > before], typed);
}
