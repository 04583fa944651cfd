// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * paint: from the grid to the terminal, only what changed.
 */
#ifndef TRAILCASE_UI_TERM_PAINT_H
#define TRAILCASE_UI_TERM_PAINT_H

#include "ui/core/grid.h"

/* Choose the theme for this terminal. Call after curses has started and colours are known. */
void paint_start(enum theme_kind kind, enum theme_depth depth);
void paint_stop(void);

/* Forget what is on the screen: the next paint clears it and writes everything. */
void paint_forget(void);

void paint_grid(const struct grid *grid);

#endif
