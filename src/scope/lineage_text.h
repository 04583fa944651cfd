// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineage_text: a node of a lineage in words, the same on the screen, in the table and in the graph. Texts
 * hold names as logged: make them visible where they are shown.
 */
#ifndef TRAILCASE_SCOPE_LINEAGE_TEXT_H
#define TRAILCASE_SCOPE_LINEAGE_TEXT_H

#include "src/base/buf.h"
#include "src/scope/lineage_tree.h"

/* "key AKIA… (ci-deploy)", "344 sessions of role deploy". */
void lineage_text_name(struct buf *out, const struct lineage_node *node);

/* Where it came from, by which rule: "AssumeRole by alice from 198.51.100.7, 2020-04-01T12:00:00Z [exact key,
 * certain]", or "unproven: …". */
void lineage_text_origin(struct buf *out, const struct lineage_node *node);

/* Whether it works: "may work until 2020-04-02T00:00:00Z at the latest", "ended by …", "until it is deleted".
 */
void lineage_text_state(struct buf *out, const struct lineage_node *node);

/* "12 events, 2020-04-01T12:00:00Z to …", or "not used in these logs". */
void lineage_text_use(struct buf *out, const struct lineage_node *node);

/* What would still work if the thing were deleted, in one sentence. */
void lineage_text_answer(struct buf *out, const struct lineage_tree *tree);

#endif
