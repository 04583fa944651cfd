// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sentence: one event as one plain sentence.
 *
 *     ci-deploy opened tcp/5432 to 0.0.0.0/0 on security group sg-1, from 203.0.113.7 by AWS CLI 1.18.33, no
 * MFA
 *
 * What was done is worded by the table of acts (act.h), that of looks in sentence_table.c, or, for a call
 * that neither knows, by its name and the resources of its record. Texts are as logged: not safe to show
 * before utf8_visible() or a grid.
 */
#ifndef TRAILCASE_SCOPE_SENTENCE_H
#define TRAILCASE_SCOPE_SENTENCE_H

#include "src/model/event_view.h"
#include "src/scope/act.h"

/* Calls that only look, and writes that no report speaks of; ends in an entry without api. */
extern const struct act sentence_table[];

/* Append the sentence, without a full stop. */
void sentence_write(const struct event_view *event, struct buf *out);

#endif
