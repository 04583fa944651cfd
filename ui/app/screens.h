// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * screens: the screens that are open, as a history to walk through.
 *
 * Like a browser's: opening one forgets those that lay ahead. The breadcrumb runs from the last screen opened
 * as a root (by its number or command) to the one in front. Memory is bounded: the oldest are closed.
 */
#ifndef TRAILCASE_UI_APP_SCREENS_H
#define TRAILCASE_UI_APP_SCREENS_H

#include "ui/view/view.h"

enum { SCREENS_MAX = 64 };

struct screen {
    struct view *view;
    unsigned slot;    /* of its jobs in the worker; never used twice */
    unsigned version; /* of the case it was loaded from */
    bool root;
};

struct screens {
    struct screen list[SCREENS_MAX];
    size_t count, at;
    unsigned last_slot;
    unsigned before_slot; /* the screen that was in front before this one; 0 = none */

    /* Called before a screen is closed, so that its jobs can be dropped. */
    void (*closing)(void *arg, unsigned slot);
    void *arg;
};

void screens_done(struct screens *screens);

/* Open a screen in front. A root of the same kind and filter that is open already is taken instead. */
void screens_open(struct screens *screens, const struct view_ops *ops, const struct ask *ask,
                  const char *label, bool root);

/* Go back or forward by one. False = there is nothing. */
bool screens_back(struct screens *screens);
bool screens_forward(struct screens *screens);

/* Go to the screen that was in front before. */
bool screens_swap(struct screens *screens);

/* Go to an open screen of a slot. False = it was closed. */
bool screens_go(struct screens *screens, unsigned slot);

/* The screen in front; NULL before the first was opened. */
struct screen *screens_front(struct screens *screens);

/* The screen of a slot; NULL when it was closed. */
struct screen *screens_of_slot(struct screens *screens, unsigned slot);

/* Index of the first screen of the breadcrumb. */
size_t screens_crumb(const struct screens *screens);

#endif
