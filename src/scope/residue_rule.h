// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_rule: the rules of security groups in the records that open, close and change them.
 *
 * One thing a rule: name the group, part "ingress tcp/5432 from 0.0.0.0/0" (which a rule is told by where
 * there is no id), id the rule's own where the response gives it, text the permission as `--ip-permissions`
 * of the AWS CLI takes it. Old and new spellings of the records give the same part.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_RULE_H
#define TRAILCASE_SCOPE_RESIDUE_RULE_H

#include "src/scope/residue_read.h"

void residue_rules(enum residue_shape shape, const struct json *record, struct arena *arena,
                   struct residue_things *out);

#endif
