// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * filter_ids: the ids in a case's dictionaries that a value of a filter term means.
 */
#ifndef TRAILCASE_MODEL_FILTER_IDS_H
#define TRAILCASE_MODEL_FILTER_IDS_H

#include "src/model/filter_tree.h"
#include "src/store/db.h"

/* Zeroed is empty. May hold an id twice. */
struct filter_ids {
    int64_t *at;
    size_t count;
};

void filter_ids_done(struct filter_ids *ids);
CLEANUP_DEFINE(filter_ids, struct filter_ids, filter_ids_done);

void filter_ids_add(struct filter_ids *ids, int64_t id);

/* "[1,2,3]" */
void filter_ids_json(const struct filter_ids *ids, struct buf *out);

/* Column of event and activity that a field compares, or NULL for a field of another sort. */
const char *filter_ids_column(enum filter_field_id field);

/* Add what a value of such a field means. */
bool filter_ids_find(struct filter_ids *ids, struct db *db, enum filter_field_id field,
                     const struct filter_value *value, struct err *err) WARN_UNUSED;

/* Add the apis that are called interesting, and those of a technique. */
bool filter_ids_interesting(struct filter_ids *ids, struct db *db, struct err *err) WARN_UNUSED;

/* Rules whose hits are leads. */
bool filter_ids_leads(struct filter_ids *ids, struct db *db, struct err *err) WARN_UNUSED;
bool filter_ids_technique(struct filter_ids *ids, struct db *db, const struct filter_value *value,
                          struct err *err) WARN_UNUSED;

/* Append the pattern LIKE takes with ESCAPE '\'. */
void filter_like(const struct filter_value *value, struct buf *out);

#endif
