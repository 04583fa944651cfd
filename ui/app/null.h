// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * null: a back end without a terminal: a size, and keys that are pushed in.
 */
#ifndef TRAILCASE_UI_APP_NULL_H
#define TRAILCASE_UI_APP_NULL_H

#include "ui/core/backend.h"
#include "ui/core/lineedit.h"

struct null_backend {
    struct backend backend;
    int rows, cols;
    int key; /* the one that waits; KEYCODE_NONE = none */
    struct lineedit edit;
    struct buf copied; /* what was copied or shown last */
};

void null_init(struct null_backend *null, int rows, int cols);
void null_done(struct null_backend *null);

#endif
