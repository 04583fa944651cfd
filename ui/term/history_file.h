// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * history_file: where the lines typed at a prompt are kept: $XDG_STATE_HOME/trailcase/history.NAME, or below
 * ~/.local/state.
 */
#ifndef TRAILCASE_UI_TERM_HISTORY_FILE_H
#define TRAILCASE_UI_TERM_HISTORY_FILE_H

#include "src/base/buf.h"

/* Append the path of a list's file; false when there is no home for it. make: make its folders. */
bool history_file(const char *list, bool make, struct buf *out);

#endif
