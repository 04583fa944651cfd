// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * err: what went wrong, carried by value up to whoever may print it.
 *
 * A function that can fail returns bool, takes `struct err *` last and, on false, has set it.  The struct is
 * fixed size and owned by the caller, so reporting a failure can neither fail nor leak.  Nothing below
 * src/cli and ui/app prints one.  Not found and end of data are results, never errors.
 *
 * The message says what was tried, on what, why it failed and what to do; err_wrap() puts the outer context
 * in front on the way up.  Too long a message is cut at a character boundary and ends in "...".
 */
#ifndef TRAILCASE_BASE_ERR_H
#define TRAILCASE_BASE_ERR_H

#include "src/base/attr.h"

enum err_code {
    ERR_NONE,
    ERR_USAGE,     /* the words of a command are off */
    ERR_IO,        /* the system refused: errno is in the text */
    ERR_FORMAT,    /* the input is not what it should be */
    ERR_CASE,      /* the case file is not usable as it is */
    ERR_SQL,       /* SQLite refused a statement */
    ERR_LIMIT,     /* a limit set on purpose was reached */
    ERR_CANCELLED, /* the user asked to stop */
};

struct err {
    enum err_code code;
    char text[512];
};

/* Set code and message. Returns false, so that `return err_set(...)` reads well. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Set code ERR_IO and the message, followed by ": " and the text of errno. Returns false. */
bool err_errno(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Put "CONTEXT: " in front of the message that is there. Returns false. */
bool err_wrap(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
