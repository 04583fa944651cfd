// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/lines.h"

#include "src/base/alloc.h"
#include "ui/term/history_file.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { HISTORY_MAX = 500 };

static struct {
    struct buf history; /* path; empty: none */
    lines_word_fn word;
    void *arg;
    bool dropped;
} state;

/* readline gives the cases of all matches to free() itself. */
static char *next_word(const char *start, int again)
{
    static size_t n;
    const char *word;
    if (!again)
        n = 0;
    while ((word = state.word(state.arg, n)) != NULL) {
        n++;
        if (strncasecmp(word, start, strlen(start)) == 0)
            return alloc_str(word);
    }
    return NULL;
}

static char **complete(const char *text, int start, int end)
{
    (void)start;
    (void)end;
    rl_attempted_completion_over = 1;
    return rl_completion_matches(text, next_word);
}

/*
 * One byte for readline. A ^C is handed on to whoever handles SIGINT, and ends the line, which is then
 * dropped: left to itself readline would only do so with the next key.
 */
static int take_byte(FILE *stream)
{
    unsigned char byte;
    for (;;) {
        ssize_t got = read(fileno(stream), &byte, 1);
        if (got == 1)
            return byte;
        if (got == 0 || errno != EINTR)
            return EOF;
        bool interrupted = rl_pending_signal() == SIGINT;
        rl_check_signals();
        if (interrupted) {
            state.dropped = true;
            return '\n';
        }
        rl_forced_update_display();
    }
}

void lines_open(const char *history, lines_word_fn word, void *arg)
{
    state.word = word;
    state.arg = arg;
    rl_readline_name = "trailcase";
    rl_attempted_completion_function = complete;
    rl_completer_word_break_characters = (char *)" \t\n\"'=<>(),;";
    rl_getc_function = take_byte;
    rl_change_environment = 0;
    using_history();
    stifle_history(HISTORY_MAX);
    if (history_file(history, true, &state.history))
        read_history(buf_text(&state.history));
}

char *lines_read(const char *prompt, bool *ret_dropped)
{
    state.dropped = false;
    char *line = readline(prompt);
    *ret_dropped = state.dropped;
    if (line == NULL)
        return NULL;
    char *own = alloc_str(line);
    free(line);
    return own;
}

void lines_keep(const char *text)
{
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    CLEANUP(str) char *line = alloc_str(text);
    for (char *at = line; *at != '\0'; at++)
        if (*at == '\n')
            *at = ' ';
    if (line[0] != '\0' && (last == NULL || strcmp(last->line, line) != 0))
        add_history(line);
}

void lines_close(void)
{
    if (state.history.len != 0) {
        mode_t before = umask(077);
        write_history(buf_text(&state.history));
        umask(before);
    }
    clear_history();
    buf_done(&state.history);
}
