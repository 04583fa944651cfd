// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/term.h"

#include "src/base/alloc.h"
#include "ui/core/osc52.h"
#include "ui/term/crash.h"
#include "ui/term/input.h"
#include "ui/term/paint.h"
#include "ui/term/prompt_line.h"
#include "ui/term/terminfo.h"

#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

enum { ESC_DELAY_MS = 25 };

static SCREEN *screen; /* NULL = the terminal is not ours */
static int signal_pipe[2] = {-1, -1};
static int parked_fd = -1, stderr_fd = -1;

/* --- signals: one byte each into a pipe that the loop reads --- */

static const struct {
    int sig;
    char byte;
    enum backend_signal meaning;
} signals[] = {
    {SIGWINCH, 'w', BACKEND_RESIZE}, {SIGCONT, 'c', BACKEND_REPAINT}, {SIGTERM, 't', BACKEND_QUIT},
    {SIGHUP, 'h', BACKEND_QUIT},     {SIGINT, 'i', BACKEND_QUIT}, /* from outside; ^C is a key */
    {SIGQUIT, 'q', BACKEND_QUIT},
};
static struct sigaction before_us[ARRAY_LEN(signals)];

static void on_signal(int sig)
{
    for (size_t i = 0; i < ARRAY_LEN(signals); i++)
        if (signals[i].sig == sig) {
            ssize_t rc = write(signal_pipe[1], &signals[i].byte, 1);
            (void)rc; /* a full pipe wakes the loop as well */
        }
}

/* Before curses starts: it leaves a SIGWINCH handler alone that it finds. */
static bool catch_signals(struct err *err)
{
    if (pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC) != 0)
        return err_errno(err, "start the interface: make a pipe");
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        sigaction(signals[i].sig, &action, &before_us[i]);
        if (signals[i].sig == SIGHUP && before_us[i].sa_handler == SIG_IGN)
            sigaction(SIGHUP, &before_us[i], NULL);
    }
    return true;
}

static void release_signals(void)
{
    for (size_t i = 0; i < ARRAY_LEN(signals); i++)
        sigaction(signals[i].sig, &before_us[i], NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
    signal_pipe[0] = signal_pipe[1] = -1;
}

static enum backend_signal term_next_signal(void *self)
{
    (void)self;
    char byte;
    if (read(signal_pipe[0], &byte, 1) == 1)
        for (size_t i = 0; i < ARRAY_LEN(signals); i++)
            if (signals[i].byte == byte)
                return signals[i].meaning;
    return BACKEND_QUIET;
}

/* --- standard error is parked while the screen is ours --- */

static void park_stderr(void)
{
    fflush(stderr);
    stderr_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    parked_fd = memfd_create("stderr", MFD_CLOEXEC);
    if (stderr_fd >= 0 && parked_fd >= 0 && isatty(STDERR_FILENO))
        dup2(parked_fd, STDERR_FILENO);
    crash_set_stderr(stderr_fd);
}

static void unpark_stderr(void)
{
    char bytes[4096];
    ssize_t len;
    fflush(stderr);
    crash_set_stderr(-1);
    if (stderr_fd >= 0) {
        dup2(stderr_fd, STDERR_FILENO);
        close(stderr_fd);
    }
    if (parked_fd >= 0) {
        lseek(parked_fd, 0, SEEK_SET);
        while ((len = read(parked_fd, bytes, sizeof bytes)) > 0)
            fwrite(bytes, 1, (size_t)len, stderr);
        close(parked_fd);
    }
    stderr_fd = parked_fd = -1;
}

/* --- what leaves the screen as it was found --- */

static const char *ability(const char *name)
{
    /* terminfo's functions take char * for names they do not change */
    const char *text = tigetstr((char *)(uintptr_t)name);
    return text == NULL || text == (const char *)-1 ? "" : text;
}

/* Append a terminfo string without its delays, "$<5>". */
static void append_ability(struct buf *out, const char *text)
{
    while (*text != '\0') {
        const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
        if (end == NULL)
            buf_char(out, *text++);
        else
            text = end + 1;
    }
}

static void prepare_restore(bool mouse)
{
    static const char *const names[] = {"rmkx", "sgr0", "cnorm", "rmcup"};
    CLEANUP(buf) struct buf bytes = {0};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        append_ability(&bytes, ability(names[i]));
    if (mouse)
        buf_str(&bytes, "\033[?1006;1000l");
    if (ability("rmcup")[0] == '\0')
        buf_str(&bytes, "\r\n");
    crash_set_restore(buf_text(&bytes), bytes.len);
}

/* --- the back end --- */

static void term_size(void *self, int *ret_rows, int *ret_cols)
{
    (void)self;
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        if (size.ws_row != LINES || size.ws_col != COLS)
            resizeterm(size.ws_row, size.ws_col);
    *ret_rows = LINES;
    *ret_cols = COLS;
}

static void term_paint(void *self, const struct grid *grid)
{
    (void)self;
    paint_grid(grid);
}

static void term_repaint(void *self)
{
    (void)self;
    paint_forget();
}

/* curses' own handler gives the terminal back, stops, and takes it again. */
static void term_suspend(void *self)
{
    (void)self;
    raise(SIGTSTP);
}

static void send(const char *bytes, size_t len)
{
    fflush(stdout);
    while (len > 0) {
        ssize_t sent = write(STDOUT_FILENO, bytes, len);
        if (sent <= 0)
            return;
        bytes += sent;
        len -= (size_t)sent;
    }
}

static size_t term_copy(void *self, const char *text, size_t len)
{
    CLEANUP(buf) struct buf request = {0};
    (void)self;
    size_t sent = osc52_write(&request, text, len, osc52_wrap(getenv("TMUX"), getenv("TERM")));
    send(buf_text(&request), request.len);
    return sent;
}

/* The terminal is plain meanwhile, so that its own copying works and nothing is cut off. */
static void term_show(void *self, const char *text)
{
    static const char ask[] = "\n-- Enter goes back --";
    char byte = 0;
    (void)self;
    def_prog_mode();
    endwin();
    send(text, strlen(text));
    send(ask, strlen(ask));
    while (read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n' && byte != '\r')
        continue;
    reset_prog_mode();
    paint_forget();
}

static int term_next_key(void *self)
{
    (void)self;
    return input_key();
}

/* While the prompt is open bytes are not put together to keys: readline does that. */
static void term_prompt_open(void *self, const struct prompt_ask *ask)
{
    (void)self;
    keypad(stdscr, FALSE);
    prompt_line_open(ask);
}

static enum prompt_result term_prompt_feed(void *self)
{
    (void)self;
    return prompt_line_feed();
}

static struct prompt_state term_prompt_state(void *self)
{
    (void)self;
    return prompt_line_state();
}

static void term_prompt_close(void *self, bool keep_history)
{
    (void)self;
    prompt_line_close(keep_history);
    keypad(stdscr, TRUE);
}

static const struct backend term_backend = {
    .size = term_size,
    .paint = term_paint,
    .repaint = term_repaint,
    .suspend = term_suspend,
    .copy = term_copy,
    .show = term_show,
    .next_key = term_next_key,
    .next_signal = term_next_signal,
    .prompt_open = term_prompt_open,
    .prompt_feed = term_prompt_feed,
    .prompt_state = term_prompt_state,
    .prompt_close = term_prompt_close,
};

/* --- start and stop --- */

static bool open_screen(struct err *err)
{
    const char *type = getenv("TERM");
    use_tioctl(TRUE);
    screen = newterm(NULL, stdout, stdin);
    if (screen == NULL && type != NULL && terminfo_provide(type))
        screen = newterm(NULL, stdout, stdin);
    if (screen == NULL)
        return err_set(
            err, ERR_IO,
            "start the interface: the terminal type \"%s\" is not known here; install its description "
            "or set TERM, for instance to vt100",
            type != NULL ? type : "");
    if (ability("cup")[0] != '\0')
        return true;
    endwin();
    delscreen(screen);
    screen = NULL;
    return err_set(
        err, ERR_IO,
        "start the interface: the terminal type \"%s\" cannot place its cursor; set TERM to what the "
        "terminal is, or use the commands (trailcase --help)",
        type != NULL ? type : "");
}

static void set_modes(const struct config *config)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    if (config->mouse)
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    mouseinterval(0); /* a click is told at once; which are double ones is for ui/app/mouse */
    set_escdelay(ESC_DELAY_MS);
    const char *no_color = getenv("NO_COLOR");
    int colors = 0;
    if (has_colors() && start_color() == OK && use_default_colors() == OK)
        colors = COLORS;
    paint_start(config->theme, theme_depth(colors, no_color != NULL && no_color[0] != '\0'));
}

bool term_start(struct backend *ret_backend, const struct config *config, struct err *err)
{
    struct termios modes;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &modes) != 0)
        return err_set(err, ERR_USAGE,
                       "the interface needs a terminal for input and output; the commands work without "
                       "(trailcase --help)");
    if (!catch_signals(err))
        return false;
    crash_arm(&modes);
    if (!open_screen(err)) {
        crash_disarm();
        release_signals();
        return false;
    }
    prepare_restore(config->mouse);
    set_modes(config);
    park_stderr();
    alloc_set_die_hook(term_stop);
    atexit(term_stop);
    *ret_backend = term_backend;
    ret_backend->input_fd = STDIN_FILENO;
    ret_backend->signal_fd = signal_pipe[0];
    return true;
}

void term_stop(void)
{
    if (screen == NULL)
        return;
    endwin();
    paint_stop();
    delscreen(screen);
    screen = NULL;
    unpark_stderr();
    crash_disarm();
    release_signals();
}

bool term_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
