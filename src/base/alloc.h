// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * alloc: allocation that never returns NULL.
 *
 * Out of memory ends the program through the die hook (set by the interface to restore the terminal first).
 * Sizes that come from input are checked against a limit before they get here.  Any thread may call.
 */
#ifndef TRAILCASE_BASE_ALLOC_H
#define TRAILCASE_BASE_ALLOC_H

#include "src/base/attr.h"

void *alloc_zero(size_t count, size_t size) WARN_UNUSED;
void *alloc_resize(void *ptr, size_t count, size_t size) WARN_UNUSED;
char *alloc_str(const char *text) WARN_UNUSED;
char *alloc_strn(const char *text, size_t len) WARN_UNUSED;
char *alloc_fmt(const char *fmt, ...) PRINTF_LIKE(1, 2) WARN_UNUSED;

/*
 * Large pieces go back to the system when they are freed, whichever thread frees them. For work that needs
 * much now and then and little otherwise; holds from then on.
 */
void alloc_give_back(void);

/* Called once, before the message is written, when the program has to end. */
void alloc_set_die_hook(void (*hook)(void));

/* End the program: run the die hook, write the message to standard error, abort. */
void alloc_die(const char *fmt, ...) PRINTF_LIKE(1, 2) NORETURN;

void str_free(char *text);
CLEANUP_DEFINE_PTR(str, char, str_free);

#endif
