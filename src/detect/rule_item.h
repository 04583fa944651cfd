// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rule_item: from `field|modifier|modifier: value` to an item. Everything about modifiers and values is here.
 *
 * A modifier that is not known, or does not go with the others or with the value, fails with the reason: a
 * rule is never run without a part of it.
 */
#ifndef TRAILCASE_DETECT_RULE_ITEM_H
#define TRAILCASE_DETECT_RULE_ITEM_H

#include "src/detect/rule.h"
#include "src/detect/tuning.h"
#include "src/detect/yaml.h"

/* The fields that rules of a set ask about. */
struct field_names {
    const char *items[RULE_NAMES_MAX];
    size_t count;
};

/* What the making of one rule shares. */
struct rule_making {
    struct arena *arena;
    const struct tuning *tuning;
    struct regex_list *regexes; /* to be freed with the set */
    struct field_names *names;
    size_t values, items; /* so far, against the limits */
    struct buf *lint;
};

struct regex_list {
    struct regex **items;
    size_t count;
};

/* Node is the member, or NULL-named for words that may stand anywhere. NULL on failure. */
const struct item *rule_item(struct rule_making *in, const struct yaml *node, struct err *err);

void rule_note(struct rule_making *in, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
