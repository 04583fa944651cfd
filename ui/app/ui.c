// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/ui.h"

#include "ui/app/prefer.h"
#include "ui/app/script.h"
#include "ui/term/term.h"

bool ui_size(struct ui_options *options, const char *text, struct err *err)
{
    if (script_size(text, &options->cols, &options->rows))
        return true;
    return err_set(err, ERR_USAGE, "a size is columns and rows, 80x24, not \"%s\"", text);
}

static bool run_script(const struct app_case *acase, const struct ui_options *options,
                       const struct config *config, struct err *err)
{
    struct null_backend null;
    struct app app;
    null_init(&null, options->rows, options->cols);
    bool ok = app_init(&app, acase, &null.backend, options->ascii, err);
    if (ok)
        prefer_columns(&app, config);
    ok = ok && script_run(&app, &null, options->script, err);
    app_done(&app);
    null_done(&null);
    return ok;
}

static bool run_terminal(const struct app_case *acase, const struct ui_options *options,
                         const struct config *config, struct err *err)
{
    struct backend backend;
    struct app app;
    if (!term_start(&backend, config, err))
        return false;
    bool ok = app_init(&app, acase, &backend, options->ascii || !term_is_utf8(), err);
    if (ok)
        prefer_columns(&app, config);
    ok = ok && app_run(&app, err);
    app_done(&app);
    term_stop();
    return ok;
}

bool ui_run(const struct app_case *acase, const struct ui_options *options, struct err *err)
{
    CLEANUP(config) struct config config = {0};
    struct app_case with = *acase;
    if (!prefer_read(&config, options->script != NULL, err))
        return false;
    prefer_start(&config);
    if (options->script != NULL)
        return run_script(acase, options, &config, err);
    with.keep_columns = prefer_keep_columns;
    return run_terminal(&with, options, &config, err);
}
