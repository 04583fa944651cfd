// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/prompt_line.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "ui/term/history_file.h"
#include "ui/term/input.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

enum { ESC_DELAY_MS = 25, HISTORY_MAX = 500, BYTE_CTRL_C = 3, BYTE_CTRL_G = 7, BYTE_ESC = 27 };

static struct prompt_ask ask;
static struct prompt_matches matches;
static enum prompt_result result;
static char *label, *line; /* line: what was accepted */
static int waiting = -1;   /* the byte readline may take */

static int take_byte(FILE *stream)
{
    (void)stream;
    int byte = waiting;
    waiting = -1;
    return byte < 0 ? EOF : byte;
}

static int has_byte(void)
{
    return waiting >= 0;
}

static void draw_nothing(void)
{
}

static void on_line(char *text)
{
    rl_callback_handler_remove();
    result = text != NULL ? PROMPT_ACCEPTED : PROMPT_CANCELLED;
    line = alloc_str(text != NULL ? text : "");
    free(text);
}

/* Tab: put in what all matches have in common. */
static int on_tab(int count, int key)
{
    (void)count;
    (void)key;
    prompt_matches_clear(&matches);
    if (ask.complete == NULL)
        return 0;
    ask.complete(ask.arg, rl_line_buffer, (size_t)rl_point, &matches);
    size_t common = prompt_common(&matches);
    if (common == 0 || common < (size_t)rl_point - matches.from)
        return 0;
    CLEANUP(str) char *text = alloc_strn(matches.words[0], common);
    rl_delete_text((int)matches.from, rl_point);
    rl_point = (int)matches.from;
    rl_insert_text(text);
    if (matches.count == 1 && text[common - 1] != ':')
        rl_insert_text(" ");
    return 0;
}

static void set_up_once(void)
{
    static bool done;
    if (done)
        return;
    done = true;
    rl_readline_name = "trailcase";
    rl_catch_signals = rl_catch_sigwinch = rl_change_environment = 0;
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_getc_function = take_byte;
    rl_input_available_hook = has_byte;
    rl_redisplay_function = draw_nothing;
    rl_outstream = fopen("/dev/null", "we");
    rl_instream = fopen("/dev/null", "re");
    if (rl_outstream == NULL || rl_instream == NULL)
        alloc_die("cannot open /dev/null");
    rl_initialize();
    rl_variable_bind("bell-style", "none");
    rl_variable_bind("enable-bracketed-paste", "off");
    rl_bind_key('\t', on_tab);
    stifle_history(HISTORY_MAX);
}

/* --- history --- */

static void load_history(void)
{
    CLEANUP(buf) struct buf path = {0};
    clear_history();
    if (history_file(ask.history, false, &path))
        read_history(buf_text(&path));
    using_history();
}

/* Add the line to the file. A history that cannot be written is not worth a word. */
static void keep_line(void)
{
    CLEANUP(buf) struct buf path = {0};
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (line[0] == '\0' || (last != NULL && strcmp(last->line, line) == 0) ||
        !history_file(ask.history, true, &path))
        return;
    int fd = open(buf_text(&path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    dprintf(fd, "%s\n", line);
    close(fd);
    if (history_length >= HISTORY_MAX)
        history_truncate_file(buf_text(&path), HISTORY_MAX / 2);
}

/* --- the prompt --- */

void prompt_line_open(const struct prompt_ask *what)
{
    set_up_once();
    ask = *what;
    label = alloc_str(what->label);
    result = PROMPT_EDITING;
    load_history();
    rl_callback_handler_install(label, on_line);
    if (what->text != NULL)
        rl_insert_text(what->text);
    if (what->cursor > 0 && (int)what->cursor < rl_end)
        rl_point = (int)what->cursor;
}

static void cancel(void)
{
    rl_callback_handler_remove();
    result = PROMPT_CANCELLED;
}

static void give(int byte)
{
    waiting = byte;
    rl_callback_read_char();
}

/* An ESC with nothing behind it cancels; else it begins a key. */
static void give_esc(void)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
    int next = input_byte();
    if (next < 0 && poll(&fd, 1, ESC_DELAY_MS) > 0)
        next = input_byte();
    if (next < 0 || next == BYTE_ESC) {
        cancel();
        return;
    }
    give(BYTE_ESC);
    give(next);
}

enum prompt_result prompt_line_feed(void)
{
    int byte;
    while (result == PROMPT_EDITING && (byte = input_byte()) >= 0) {
        prompt_matches_clear(&matches);
        if (byte == BYTE_CTRL_C || (byte == BYTE_CTRL_G && !RL_ISSTATE(RL_STATE_ISEARCH)))
            cancel();
        else if (byte == BYTE_ESC)
            give_esc();
        else
            give(byte);
    }
    return result;
}

struct prompt_state prompt_line_state(void)
{
    if (result != PROMPT_EDITING)
        return (struct prompt_state){.label = label, .line = line != NULL ? line : ""};
    return (struct prompt_state){
        .label = rl_display_prompt != NULL ? rl_display_prompt : label,
        .line = rl_line_buffer,
        .cursor = (size_t)rl_point,
        .matches = matches.count > 1 ? &matches : NULL,
    };
}

void prompt_line_close(bool keep_history)
{
    if (result == PROMPT_EDITING)
        cancel();
    if (keep_history && line != NULL)
        keep_line();
    prompt_matches_done(&matches);
    free(label);
    free(line);
    label = line = NULL;
}
