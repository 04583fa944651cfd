// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineage_node: what the case knows of one thing of a lineage: whose it is, when it was used, how long it can
 * work, and why it cannot be told where it came from. For lineage_tree.c; texts live in the arena.
 */
#ifndef TRAILCASE_SCOPE_LINEAGE_NODE_H
#define TRAILCASE_SCOPE_LINEAGE_NODE_H

#include "src/scope/lineage_tree.h"

/* An edge as the statements lineage_edge_of and lineage_children give it. */
struct lineage_edge {
    struct lineage_thing thing; /* at its other end */
    int64_t event_id;
    const char *rule, *strength;
    int64_t time_s, expires_s;
};

/* Read an edge from a row. */
struct lineage_edge lineage_edge_read(struct stmt *row, struct arena *arena);

/* The edge to where a thing came from; rule NULL when there is none. */
bool lineage_edge_of(struct db *db, const struct lineage_thing *thing, struct arena *arena,
                     struct lineage_edge *ret, struct err *err) WARN_UNUSED;

/* What loading nodes needs: the case, the moment at which something works or not, and where texts go. */
struct lineage_look {
    struct db *db;
    int64_t now_s;
    struct arena *arena;
};

bool lineage_node_load(const struct lineage_look *look, const struct lineage_thing *thing,
                       const struct lineage_edge *edge, struct lineage_node *ret,
                       struct err *err) WARN_UNUSED;

#endif
