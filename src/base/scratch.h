// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scratch: a folder of one's own for files that nobody keeps, in $TMPDIR, else /tmp. Only its owner can look
 * into it.
 */
#ifndef TRAILCASE_BASE_SCRATCH_H
#define TRAILCASE_BASE_SCRATCH_H

#include "src/base/err.h"

/* Make one, to be freed with free(). what: what it is for, as a message says it. */
bool scratch_make(const char *what, char **ret_folder, struct err *err) WARN_UNUSED;

/* Remove a folder and the files in it, as far as that goes; it holds no folders. Accepts NULL. Frees nothing.
 */
void scratch_remove(const char *folder);

#endif
