// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * filter_sql: a filter made ready for one case: a WHERE text with bound values.
 *
 * Preparing looks every value up in its dictionary, so that what remains compares integer ids: no row of
 * `event` or `activity` is ever compared as text. The WHERE text holds generated names and parameters
 * (:f1, :f2 …) only, and means the same over the rollup `activity` and the view `event_unit`, whichever
 * stands behind the alias x:
 *
 *     struct query_part parts[] = {{"source", filter_sql_source(&sql)}, {"filter", filter_sql_where(&sql)}};
 *     db_stmt_parts(db, QUERY_LIST_KEYS, parts, 2, &stmt, err) … filter_sql_bind(&sql, stmt)
 *
 * Ids stay valid as dictionaries only grow, but values that came later are not in it: prepare anew after an
 * ingest. Belongs to one thread.
 */
#ifndef TRAILCASE_MODEL_FILTER_SQL_H
#define TRAILCASE_MODEL_FILTER_SQL_H

#include "src/model/filter.h"
#include "src/store/db.h"

enum filter_scope {
    FILTER_ACTIVITY,  /* the rollup can answer it */
    FILTER_PART_DAYS, /* the rollup can, but for the days in which its window begins and ends */
    FILTER_EVENTS,    /* needs single events */
};

struct filter_bind;

struct filter_sql {
    enum filter_scope scope;
    bool reads_records;       /* a text: term: each candidate's record is unpacked */
    bool has_single;          /* a top-level term is one id with an index of event behind it */
    bool has_linked;          /* a top-level term is a list of events, by their ids */
    bool has_other;           /* a term is neither that nor a bound of time */
    struct buf where;         /* uses the indexes of event where it can */
    struct buf where_by_scan; /* the same for walking all of event: no index is used */
    struct buf where_by_time; /* the same for walking events in the order of time: no other index is used */
    const char *source;
    struct filter_bind *binds;
    size_t bind_count;
    struct arena arena;
};

/* A zeroed struct is a valid start. NULL is the filter of everything. ERR_USAGE when a term has no data here.
 */
bool filter_sql_prepare(struct filter_sql *sql, const struct filter *filter, struct db *db,
                        struct err *err) WARN_UNUSED;
void filter_sql_done(struct filter_sql *sql);
CLEANUP_DEFINE(filter_sql, struct filter_sql, filter_sql_done);

/* What stands before AS x: a table or view, or a query in parentheses. */
const char *filter_sql_source(const struct filter_sql *sql);
const char *filter_sql_where(const struct filter_sql *sql);

/* For a statement that joins by event: the source is single events from now on. */
void filter_sql_need_events(struct filter_sql *sql);

void filter_sql_bind(const struct filter_sql *sql, struct stmt *stmt);

#endif
