// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rule_load: from one YAML document to a rule, or to the reason why it is none.
 *
 * Documents of one file may share parts: Sigma's `action: global` is not read and refused. A reason names
 * its line.
 */
#ifndef TRAILCASE_DETECT_RULE_LOAD_H
#define TRAILCASE_DETECT_RULE_LOAD_H

#include "src/detect/condition.h"
#include "src/detect/rule_item.h"

/* NULL on failure. */
struct rule *rule_load(struct rule_making *in, const struct yaml_document *document,
                       struct err *err) WARN_UNUSED;

/* The parts that count: rule_correlation.c. `line` is where the rule is to be blamed. */
bool rule_correlation(struct rule_making *in, struct rule *rule, const struct yaml *node, struct err *err);
bool rule_native(struct rule_making *in, struct rule *rule, const struct yaml *node,
                 struct selections *selections, struct err *err);
bool rule_legacy(struct rule_making *in, struct rule *rule, const char *text, const struct yaml *timeframe,
                 struct selections *selections, struct err *err);

#endif
