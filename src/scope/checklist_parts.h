// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_parts: what an item of the checklist says, part by part and in order, for those who show it as
 * text: the checklist as Markdown and HTML, and the page of an item.
 *
 * State, who, note, why; then, as long as it is to be done, what to mind and the commands, a line each. Texts
 * are in the arena, in the item or static; but for commands they are as logged and hostile.
 */
#ifndef TRAILCASE_SCOPE_CHECKLIST_PARTS_H
#define TRAILCASE_SCOPE_CHECKLIST_PARTS_H

#include "src/scope/checklist.h"

struct checklist_part {
    const char *label; /* "because" */
    const char *text;
    bool commands;
    bool danger;
    bool to_do; /* of no use once the item is done */
};

struct checklist_part_list {
    struct checklist_part *items; /* those to do last */
    size_t count;
};

struct checklist_part_list checklist_parts(const struct checklist_item *item, struct arena *arena);

#endif
