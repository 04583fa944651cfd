// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/crash.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
static struct sigaction before_us[ARRAY_LEN(fatal)];
static struct termios modes;
static char restore[256];
static volatile sig_atomic_t armed;
static size_t restore_len;
static int stderr_fd = -1;

void crash_restore(void)
{
    if (!armed)
        return;
    armed = 0;
    ssize_t rc = write(STDOUT_FILENO, restore, restore_len);
    (void)rc; /* there is nothing left to do about it */
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    if (stderr_fd >= 0)
        dup2(stderr_fd, STDERR_FILENO);
}

static void on_crash(int sig)
{
    crash_restore();
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
        if (fatal[i] == sig)
            sigaction(sig, &before_us[i], NULL);
    raise(sig);
}

void crash_arm(const struct termios *before)
{
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    modes = *before;
    armed = 1;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
        sigaction(fatal[i], &action, &before_us[i]);
}

void crash_set_restore(const char *bytes, size_t len)
{
    restore_len = len < sizeof restore ? len : 0;
    memcpy(restore, bytes, restore_len);
}

void crash_set_stderr(int fd)
{
    stderr_fd = fd;
}

void crash_disarm(void)
{
    if (!armed)
        return;
    armed = 0;
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
        sigaction(fatal[i], &before_us[i], NULL);
}
