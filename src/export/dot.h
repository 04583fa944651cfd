// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * dot: trees of credentials as one graph for Graphviz. Nodes and edges that several trees share are drawn
 * once. Text is made visible and quoted. What is added must live until dot_close().
 */
#ifndef TRAILCASE_EXPORT_DOT_H
#define TRAILCASE_EXPORT_DOT_H

#include "src/base/buf.h"
#include "src/scope/lineage_tree.h"

struct dot {
    struct buf *out;
    struct arena arena;
    const char **names; /* of the nodes drawn */
    size_t count, size;
};

void dot_open(struct dot *dot, struct buf *out);
void dot_tree(struct dot *dot, const struct lineage_tree *tree);

/* Is this thing a node already? */
bool dot_has(const struct dot *dot, const struct lineage_thing *thing);
void dot_close(struct dot *dot);

#endif
