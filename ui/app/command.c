// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/command.h"

#include "src/base/alloc.h"
#include "ui/app/action.h"
#include "ui/app/columns.h"
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
    grid_dump(&app->grid, false, &text);
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
} commands[] = {
    {"filter", run_filter, true},    {"search", run_search, false},       {"mark", run_mark, false},
    {"columns", run_columns, false}, {"frequency", run_frequency, false}, {"dump", run_dump, false},
};

static const struct command *command_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
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
        if (args[0] != '\0' && app->acase->check_filter != NULL && !app->acase->check_filter(args, &err)) {
            app_say_err(app, &err);
            return false;
        }
        action_open_root(app, ops, args[0] != '\0' ? args : NULL);
    } else if (request != REQUEST_NONE) {
        app_request(app, request);
    } else if (name[0] != '\0') {
        app_say(app, "there is no command \"%s\"; Tab shows what there is", name);
        app->say_error = true;
        return false;
    }
    return true;
}

/* --- completion --- */

static void offer_filter_words(const struct app *app, const char *line, size_t cursor,
                               struct prompt_matches *out)
{
    size_t from = cursor;
    while (from > 0 && strchr(" (!-", line[from - 1]) == NULL)
        from--;
    out->from = from;
    CLEANUP(buf) struct buf word = {0};
    bool has_field = memchr(line + from, ':', cursor - from) != NULL;
    for (size_t n = 0; app->acase->filter_word != NULL && app->acase->filter_word(n, &word); n++) {
        const char *colon = strchr(buf_text(&word), ':');
        if (has_field || colon == NULL || colon[1] == '\0')
            prompt_offer(out, line, cursor, buf_text(&word));
        buf_clear(&word);
    }
}

static void offer_names(const char *line, size_t cursor, struct prompt_matches *out)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        prompt_offer(out, line, cursor, commands[i].name);
    for (size_t i = 0; i < view_count; i++)
        if (request_of(view_all[i]->name) == REQUEST_NONE && command_of(view_all[i]->name) == NULL)
            prompt_offer(out, line, cursor, view_all[i]->name);
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        if (request_info(request)->group != REQUEST_GROUP_SCREEN &&
            command_of(request_info(request)->command) == NULL)
            prompt_offer(out, line, cursor, request_info(request)->command);
}

static void offer_mark_words(const char *line, size_t cursor, size_t words_before, struct prompt_matches *out)
{
    static const char *const verdicts[] = {"attacker", "compromised", "benign", "clear"};
    if (words_before == 1)
        for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
            prompt_offer(out, line, cursor, verdicts[i]);
    if (words_before == 2)
        for (enum thing thing = THING_NONE + 1; thing < THING__COUNT; thing++) {
            CLEANUP(buf) struct buf word = {0};
            buf_fmt(&word, "%s:", thing_mark_kind(thing));
            if (word.len > 1)
                prompt_offer(out, line, cursor, buf_text(&word));
        }
}

void command_complete_frequency(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    const struct app *app = arg;
    const char *field;
    while (out->from < cursor && line[out->from] == ' ')
        out->from++;
    for (size_t n = 0; app->acase->frequency_field != NULL; n++) {
        if ((field = app->acase->frequency_field(n)) == NULL)
            break;
        prompt_offer(out, line, cursor, field);
    }
}

void command_complete_filter(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    offer_filter_words(arg, line, cursor, out);
}

void command_complete(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    const struct app *app = arg;
    size_t from = cursor, words_before = 0;
    while (from > 0 && line[from - 1] != ' ')
        from--;
    for (size_t i = 1; i < from; i++)
        words_before += line[i] == ' ' && line[i - 1] != ' ';
    out->from = from;
    if (words_before == 0 && from == 0) {
        offer_names(line, cursor, out);
        return;
    }
    CLEANUP(str) char *name = alloc_strn(line, strcspn(line, " "));
    const struct command *command = command_of(name);
    if (view_of(name) != NULL || (command != NULL && command->takes_filter))
        offer_filter_words(app, line, cursor, out);
    else if (strcmp(name, "frequency") == 0 && words_before <= 1)
        command_complete_frequency(arg, line, cursor, out);
    else if (strcmp(name, "frequency") == 0)
        offer_filter_words(app, line, cursor, out);
    else if (strcmp(name, "columns") == 0)
        columns_complete(arg, line, cursor, out);
    else if (strcmp(name, "mark") == 0)
        offer_mark_words(line, cursor, words_before, out);
}
