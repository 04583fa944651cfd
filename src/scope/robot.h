// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * robot: four questions an analyst asks of every lead, answered for a principal, key, address, session or
 * event: which roles it took, which services it uses, what it did that changes something, and what of it is
 * unlike before.
 *
 * They read the rollup by day, so windows and histories are whole days, UTC. An event stands for its
 * principal on the event's day. A result owns what it holds and is immutable.
 */
#ifndef TRAILCASE_SCOPE_ROBOT_H
#define TRAILCASE_SCOPE_ROBOT_H

#include "src/base/arena.h"
#include "src/store/db.h"

enum robot_kind { ROBOT_ROLES, ROBOT_SERVICES, ROBOT_INTERESTING, ROBOT_BASELINE, ROBOT__COUNT };
extern const char *const robot_names[ROBOT__COUNT + 1]; /* ended by NULL */

enum { ROBOT_HISTORY_DAYS = 30 };

enum robot_type { ROBOT_TEXT, ROBOT_INT, ROBOT_TIME };

struct robot_column {
    const char *name;
    enum robot_type type;
    bool wide; /* the first to give way */
};

struct robot_cell {
    bool absent;
    const char *text;
    int64_t number; /* a count, or seconds */
};

struct robot_ask {
    enum robot_kind kind;
    const char *thing;    /* as typed: KIND:VALUE, or a value that says by itself what it is */
    int64_t from_s, to_s; /* the window; ISOTIME_NONE: as suits the robot and the thing */
    int64_t history_days; /* before the window */
};

struct robot {
    const struct robot_column *columns;
    size_t column_count;
    struct robot_cell *cells; /* rows of column_count */
    size_t row_count;
    const char *thing; /* what it was about: "principal user:AIDA…" */
    const char *about; /* the same for people; of an event, its principal: "oskar.lind, who made event …" */
    const char *filter;   /* selects its events */
    const char *note;     /* the window, how much history there is, and when that is little */
    int64_t window_s[2];  /* first and last second */
    int64_t history_s;    /* where the history begins */
    int64_t history_days; /* days of the history on which there is anything; of robots that compare */
    struct arena arena;
};

void robot_done(struct robot *robot);
CLEANUP_DEFINE(robot, struct robot, robot_done);

/* ROBOT_ROLES needs edges that are up to date (lineage_refresh()). */
bool robot_run(struct robot *ret, struct db *db, const struct robot_ask *ask, struct err *err) WARN_UNUSED;

#endif
