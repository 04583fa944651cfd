// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * proposal_lines: proposals as lines of a page, and deciding on the line under the cursor, the same on Scope
 * and Proposals.
 */
#ifndef TRAILCASE_UI_VIEW_PROPOSAL_LINES_H
#define TRAILCASE_UI_VIEW_PROPOSAL_LINES_H

#include "src/scope/proposal.h"
#include "ui/view/page.h"

enum { PROPOSAL_LABEL_COLS = 11 };

/* The tag of a page line, for what can be decided on it. */
enum proposal_tag {
    PROPOSAL_TAG_NONE,
    PROPOSAL_TAG_PROPOSAL,
    PROPOSAL_TAG_FOLLOWS, /* comes with others */
    PROPOSAL_TAG_MARK,
    PROPOSAL_TAG_DERIVED
};

/* The thing that marks of a kind are on. */
extern const enum thing proposal_things[MARK_KIND__COUNT];

/*
 * Append the proposals of a case, loaded with their effects, by confidence, with what taking the high ones
 * would bring along, at most `most` of them; SIZE_MAX gives all, with what each rests on. What is left out is
 * counted, and leads to the rest.
 */
void proposal_lines(struct page *page, const struct proposal_list *list, size_t most);

/* "3 proposals to take or reject; A takes 2 of them and 16 that follow: 2 attacker, 8 compromised, 8 benign".
 * The latter half only where effects are known. */
void proposal_open(struct buf *out, const struct proposal_list *list, bool effects);

/* a, x and A; ends with {0}. */
extern const struct keymap_binding proposal_keys[];

/* Answer them; VIEW_PASS for any other request. */
enum view_answer proposal_request(struct view *view, const struct page *page, enum request request);

#endif
