// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ruleset: all rules of a run, loaded together.
 *
 * Add texts (files, folders, those that come with the program), then ruleset_finish() once: it drops
 * earlier rules of the same id, leaves out what the tuning ignores, and finds what correlations refer to, by
 * id, then name, then title. What cannot be run is in `refused`, with file, line and reason; it never stops
 * the rest. The set owns everything and is immutable once finished; threads may share it.
 */
#ifndef TRAILCASE_DETECT_RULESET_H
#define TRAILCASE_DETECT_RULESET_H

#include "src/detect/rule.h"
#include "src/detect/rule_item.h"

enum { RULESET_MAX = 20000, RULESET_FILE_BYTES_MAX = 1 << 20 };

struct refused_rule {
    const char *path;
    const char *reason; /* "line 12: ..." */
};

struct ruleset {
    struct rule **rules;
    size_t count;
    struct refused_rule *refused;
    size_t refused_count;
    struct tuning tuning;
    struct arena arena;
    struct regex_list regexes;
    struct field_names names;
};

void ruleset_done(struct ruleset *set);
CLEANUP_DEFINE(ruleset, struct ruleset, ruleset_done);

/* Before anything is added. */
bool ruleset_tune(struct ruleset *set, const char *path, struct err *err) WARN_UNUSED;

/* The rules of one text. `path` is what they are blamed under. */
void ruleset_add_text(struct ruleset *set, const char *path, bool is_own, const char *text, size_t len);

/* A file, or all .yml and .yaml files below a folder, in the order of their names. */
bool ruleset_add_path(struct ruleset *set, const char *path, struct err *err) WARN_UNUSED;

/* Those of queries/rules. */
void ruleset_add_own(struct ruleset *set);

void ruleset_finish(struct ruleset *set);

/* After that: drop rules below a level or of none of the statuses (count 0: any), but not what others need.
 */
void ruleset_narrow(struct ruleset *set, enum rule_level least, const char *const *statuses, size_t count);

const struct rule *ruleset_find(const struct ruleset *set, const char *id);

#endif
