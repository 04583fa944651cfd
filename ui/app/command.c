// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/command.h"

#include "src/base/alloc.h"
#include "src/base/near.h"
#include "ui/app/action.h"
#include "ui/app/columns.h"
#include "ui/app/decide.h"
#include "ui/app/marking.h"

#include <stdio.h>
#include <string.h>

static bool run_filter(struct app *app, const char *args)
{
    return action_filter(app, args);
}

static bool run_search(struct app *app, const char *args)
{
    action_search(app, args);
    return true;
}

static bool run_mark(struct app *app, const char *args)
{
    marking_command(app, args);
    return true;
}

static bool run_frequency(struct app *app, const char *args)
{
    const char *filter = args + strcspn(args, " ");
    filter += strspn(filter, " ");
    if (args[0] == '\0')
        app_request(app, REQUEST_FREQUENCY);
    else
        action_frequency(app, args, filter[0] != '\0' ? filter : NULL);
    return true;
}

static bool run_columns(struct app *app, const char *args)
{
    if (args[0] != '\0')
        return columns_choose(app, args);
    app_request(app, REQUEST_COLUMNS);
    return true;
}

/* Does a line have a name and nothing else? Says so when not. */
static bool is_name(struct app *app, const char *args, const char *usage)
{
    size_t len = strcspn(args, " ");
    if (len > 0 && args[len + strspn(args + len, " ")] == '\0')
        return true;
    app_say(app, "usage: %s NAME", usage);
    app->say_error = true;
    return false;
}

static bool run_save(struct app *app, const char *args)
{
    if (!is_name(app, args, "save"))
        return false;
    CLEANUP(str) char *name = alloc_strn(args, strcspn(args, " "));
    values_save(app, name);
    return true;
}

static bool run_use(struct app *app, const char *args)
{
    if (!is_name(app, args, "use"))
        return false;
    CLEANUP(str) char *name = alloc_strn(args, strcspn(args, " "));
    values_use(app, name);
    return true;
}

/* "lead add WORD": what somebody told becomes a lead, and the leads are shown. */
static bool run_lead(struct app *app, const char *args)
{
    const char *word = strncmp(args, "add ", 4) == 0 ? args + 4 + strspn(args + 4, " ") : "";
    if (word[0] == '\0') {
        app_say(app, "usage: lead add EVENT, KEY, ADDRESS, PRINCIPAL or an alert as JSON");
        app->say_error = true;
        return false;
    }
    action_open_root(app, view_of("leads"), NULL);
    decide(app, &(struct view_decision){.what = VIEW_ALERT, .text = word});
    return true;
}

/* "note TEXT": on the case; c writes one on what is under the cursor. */
static bool run_note(struct app *app, const char *args)
{
    if (args[0] == '\0')
        app_request(app, REQUEST_NOTE);
    else
        decide(app, &(struct view_decision){.what = VIEW_NOTE, .text = args});
    return true;
}

/* "report PATH": written by the worker, which says where it went. */
static bool run_report(struct app *app, const char *args)
{
    size_t len = strlen(args);
    while (len > 0 && args[len - 1] == ' ') /* as completion leaves one */
        len--;
    CLEANUP(str) char *path = alloc_strn(args, len);
    if (len > 0) {
        decide(app, &(struct view_decision){.what = VIEW_REPORT, .text = path});
        return true;
    }
    app_say(app, "usage: report FILE.md|.html|.json, or a DIR for all that is handed over");
    app->say_error = true;
    return false;
}

static bool run_sql(struct app *app, const char *args)
{
    const struct view *view = app_view(app);
    bool here = strcmp(view->ops->name, "sql") == 0;
    if (args[0] != '\0')
        action_sql(app, args);
    else
        app_open_prompt(app, APP_PROMPT_SQL, "sql: ", here ? view->ask.thing : "SELECT ");
    return true;
}

static bool write_file(const char *path, const struct buf *text)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return false;
    bool written = fwrite(buf_text(text), 1, text->len, file) == text->len;
    return fclose(file) == 0 && written;
}

static bool run_dump(struct app *app, const char *args)
{
    CLEANUP(buf) struct buf text = {0};
    struct err err = {0};
    if (args[0] == '\0') {
        app_say(app, "usage: dump FILE");
        return false;
    }
    grid_dump(&app->grid, GRID_TEXT, &text);
    if (!write_file(args, &text)) {
        err_errno(&err, "write %s", args);
        app_say_err(app, &err);
        return false;
    }
    app_say(app, "the screen is in %s", args);
    return true;
}

static const struct command {
    const char *name;
    bool (*run)(struct app *app, const char *args);
    bool takes_filter;
    const char *help; /* for the palette; NULL where a key does the same */
} commands[] = {
    {"filter", run_filter, true, NULL},
    {"search", run_search, false, NULL},
    {"mark", run_mark, false, "mark a thing by its name: VERDICT KIND:VALUE REASON"},
    {"save", run_save, false, "keep the filter of this screen under a name"},
    {"use", run_use, false, "the filter that was kept under a name"},
    {"note", run_note, false, "write a note on the case"},
    {"sql", run_sql, false, "show what a statement gives: SELECT"},
    {"columns", run_columns, false, NULL},
    {"frequency", run_frequency, false, NULL},
    {"dump", run_dump, false, "write this screen to a file, as text"},
    {"report", run_report, false,
     "write the report: to FILE.html, .md or .json, or all of the hand-over to DIR"},
    {"lead", run_lead, false, "take an event, key, address or alert as a lead: add WHAT"},
};

static const struct command *command_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* A screen or a request by its name, unless a command has that name. */
static const char *other_name(size_t n)
{
    for (size_t i = 0; i < view_count; i++) {
        const char *name = view_all[i]->name;
        if (request_of(name) == REQUEST_NONE && command_of(name) == NULL && n-- == 0)
            return name;
    }
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++) {
        const struct request_info *info = request_info(request);
        if (info->group != REQUEST_GROUP_SCREEN && command_of(info->command) == NULL && n-- == 0)
            return info->command;
    }
    return NULL;
}

const char *command_name(size_t n)
{
    return n < ARRAY_LEN(commands) ? commands[n].name : other_name(n - ARRAY_LEN(commands));
}

const char *command_own(size_t n, const char **ret_help)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (commands[i].help != NULL && n-- == 0) {
            *ret_help = commands[i].help;
            return commands[i].name;
        }
    return NULL;
}

bool command_takes_filter(const char *name)
{
    const struct command *command = command_of(name);
    return command != NULL ? command->takes_filter : view_of(name) != NULL;
}

static void say_unknown(struct app *app, const char *name)
{
    struct near near = {.word = name};
    const char *known;
    for (size_t n = 0; (known = command_name(n)) != NULL; n++)
        near_offer(&near, known);
    if (near.best != NULL)
        app_say(app, "there is no command \"%s\"; did you mean %s?", name, near.best);
    else
        app_say(app, "there is no command \"%s\"; Tab shows what there is", name);
    app->say_error = true;
}

bool command_run(struct app *app, const char *line)
{
    line += strspn(line, " ");
    size_t len = strcspn(line, " ");
    CLEANUP(str) char *name = alloc_strn(line, len);
    const char *args = line + len + strspn(line + len, " ");
    const struct command *command = command_of(name);
    const struct view_ops *ops = view_of(name);
    enum request request = request_of(strcmp(name, "q") == 0 ? "quit" : name);
    if (command != NULL)
        return command->run(app, args);
    if (ops != NULL) {
        struct err err = {0};
        if (args[0] != '\0' && app->acase->check_filter != NULL &&
            !app->acase->check_filter(args, NULL, &err)) {
            app_say_err(app, &err);
            return false;
        }
        action_open_root(app, ops, args[0] != '\0' ? args : NULL);
    } else if (request != REQUEST_NONE) {
        app_request(app, request);
    } else if (name[0] != '\0') {
        say_unknown(app, name);
        return false;
    }
    return true;
}
