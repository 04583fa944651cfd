// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * conffile: where a person's preferences are, lines of "name = value", and the value of one of them. What the
 * interface does with all of them is ui/core/config's. Any thread.
 */
#ifndef TRAILCASE_BASE_CONFFILE_H
#define TRAILCASE_BASE_CONFFILE_H

#include "src/base/buf.h"
#include "src/base/err.h"

enum { CONFFILE_BYTES_MAX = 64 * 1024 };

/* Append its path: $TRAILCASE_CONFIG, or unless only_named $XDG_CONFIG_HOME/trailcase/config, or ~/.config/….
 * False when there is none. */
bool conffile_path(bool only_named, struct buf *out);

/* Append the value of a name, the last one counts; nothing when it or the file is not there. */
bool conffile_value(const char *name, struct buf *out, struct err *err) WARN_UNUSED;

#endif
