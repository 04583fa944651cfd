// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/base/alloc.h"
#include "src/base/utf8.h"
#include "src/cli/sqlshell.h"
#include "ui/term/lines.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TIMEOUT_S = 30, SCRIPT_MAX_BYTES = 16 * 1024 * 1024 };

static const struct option_spec own[] = {
    {.name = "timeout",
     .argument = "SECONDS",
     .help = "end a statement after so long; 0 for never (default: 30)"},
    {0},
};

/* A signal handler can only reach what is static. */
static struct cancel *running;

static void on_interrupt(int number UNUSED)
{
    cancel_ask(running);
}

static void complain(const struct err *err)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, err->text, strlen(err->text));
    fprintf(stderr, "%s\n", buf_text(&safe));
}

/* Lines from the terminal until ^D or .quit; a statement that fails says why and the session goes on. */
static void converse(struct sqlshell *shell)
{
    const struct sigaction interrupt = {.sa_handler = on_interrupt};
    running = sqlshell_cancel(shell);
    sigaction(SIGINT, &interrupt, NULL);
    lines_open("sql", sqlshell_word, shell);
    while (!sqlshell_over(shell)) {
        bool dropped;
        struct err err = {0};
        const char *prompt = *sqlshell_pending(shell) ? "      ...> " : "trailcase> ";
        CLEANUP(str) char *line = lines_read(prompt, &dropped);
        if (!line)
            break;
        if (dropped) {
            sqlshell_drop(shell);
            continue;
        }
        lines_keep(line);
        if (!sqlshell_line(shell, line, &err)) {
            sqlshell_drop(shell);
            complain(&err);
        }
        fflush(stdout);
    }
    lines_close();
    putchar('\n');
}

static bool read_script(struct buf *out, struct err *err)
{
    char piece[65536];
    size_t len;
    out->max_bytes = SCRIPT_MAX_BYTES;
    while ((len = fread(piece, 1, sizeof piece, stdin)) > 0)
        if (!buf_append(out, piece, len))
            return err_set(err, ERR_LIMIT, "the SQL on standard input is longer than %d MiB",
                           SCRIPT_MAX_BYTES >> 20);
    return !ferror(stdin) || err_errno(err, "reading standard input");
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(sqlshell) struct sqlshell *shell = NULL;
    CLEANUP(buf) struct buf sql = {0};
    int64_t timeout_s = TIMEOUT_S;
    if (!option_int(&call->options, "timeout", 0, 1000000, &timeout_s, err) ||
        !sqlshell_open(&shell, call, timeout_s * 1000, err))
        return false;
    if (!call->arg_count && isatty(STDIN_FILENO)) {
        if (call_is_chatty(call))
            fputs("SQL on the case, reading only; .help tells more, ^D ends.\n", stderr);
        converse(shell);
        return true;
    }
    for (size_t i = 0; i < call->arg_count; i++)
        buf_fmt(&sql, "%s%s", i ? " " : "", call->args[i]);
    return (call->arg_count || read_script(&sql, err)) && sqlshell_run(shell, buf_text(&sql), err);
}

const struct command cmd_sql = {
    .name = "sql",
    .group = CMD_LOOK,
    .usage = "CASE [SQL]",
    .summary = "SQL on the case, reading only: a statement, standard input, or a shell",
    .detail = "Without SQL on a terminal it is a shell: Tab completes tables and columns, .help\n"
              "lists the dot commands. View `events` has names for ids; event_json(event_id)\n"
              "gives a record byte for byte, secrets and all.\n",
    .args_max = CMD_ARGS_ANY,
    .tables = {own, cmd_output_options},
    .run = run,
};
