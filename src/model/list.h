// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * list: the values of one kind (principals, addresses, keys …) with what is known of each under a filter.
 *
 * Read from the rollup, or from single events where the filter needs them. One table of kinds says which
 * query, which filter field a value pivots to, which mark kind it carries and which columns it has beyond the
 * common ones. A struct list is immutable once loaded and owns all it points to.
 */
#ifndef TRAILCASE_MODEL_LIST_H
#define TRAILCASE_MODEL_LIST_H

#include "src/base/arena.h"
#include "src/model/filter.h"
#include "src/store/db.h"

enum list_kind {
    LIST_PRINCIPALS,
    LIST_ADDRESSES,
    LIST_KEYS,
    LIST_AGENTS,
    LIST_APIS,
    LIST_SERVICES,
    LIST_REGIONS,
    LIST_ACCOUNTS,
    LIST_RESOURCES,
    LIST_ERRORS,
    LIST_SESSIONS,
    LIST__COUNT
};

enum { LIST_EXTRAS_MAX = 12 };

/* A column beyond value, events, denied, first, last and verdict. */
struct list_extra {
    const char *name; /* as in JSON; the words of it are the heading; NULL: no more */
    bool is_text;     /* else a count */
};

struct list_spec {
    const char *name;      /* "keys" */
    const char *singular;  /* "key" */
    const char *field;     /* filter field that a value of it pivots to */
    const char *mark_kind; /* NULL when it cannot be marked */
    struct list_extra extras[LIST_EXTRAS_MAX];
};

extern const struct list_spec list_specs[LIST__COUNT];

/* Kind of a name ("keys", or "key"); LIST__COUNT when there is none. */
enum list_kind list_kind_of(const char *name);

/* What to sort by: a common column, or LIST_BY_EXTRA + n for the nth extra of the kind. */
enum list_sort {
    LIST_BY_EVENTS,
    LIST_BY_VALUE,
    LIST_BY_FIRST,
    LIST_BY_LAST,
    LIST_BY_DENIED,
    LIST_BY_VERDICT,
    LIST_BY_EXTRA
};

struct list_ask {
    enum list_kind kind;
    const struct filter *filter; /* NULL: everything */
    enum list_sort sort;
    bool ascending;
    int64_t limit;    /* rows at most; 0: all */
    unsigned buckets; /* columns of the sparkline over the whole case; 0: none */
};

struct list_cell {
    const char *text; /* of a text column; NULL when absent */
    int64_t number;   /* of a count */
};

struct list_row {
    int64_t id;        /* in its dictionary */
    const char *value; /* what marks and filters name it by */
    int64_t events, denied;
    int64_t first_s, last_s;
    const char *verdict; /* "attacker", "compromised", "benign" or NULL */
    bool derived;        /* the verdict follows from another mark, nobody set it */
    struct list_cell extras[LIST_EXTRAS_MAX];
    const int64_t *spark; /* ask.buckets counts; NULL without */
};

struct list {
    enum list_kind kind;
    struct list_row *rows;
    size_t count;
    int64_t matching; /* values that the filter leaves, of which count are here */
    int64_t total;    /* values in the case */
    struct arena arena;
};

bool list_load(struct list *ret, struct db *db, const struct list_ask *ask, struct err *err) WARN_UNUSED;
void list_done(struct list *list);
CLEANUP_DEFINE(list, struct list, list_done);

/* How many values of each kind the case holds. */
bool list_totals(struct db *db, int64_t ret[LIST__COUNT], struct err *err) WARN_UNUSED;

/* Sort column of a name ("events", "first", "addresses" …) of a kind; false when there is none. */
bool list_sort_of(enum list_kind kind, const char *name, enum list_sort *ret);

#endif
