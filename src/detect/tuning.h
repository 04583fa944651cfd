// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tuning: what a place changes about the rules it uses, in one YAML file.
 *
 *     placeholders:            lists for %name% in values
 *         admin_users: [alice, bob]
 *     ignore:                  rules that are not run, by id or title
 *         - 8ad1600d-e9dc-4251-b0ee-a65268f29add
 *     thresholds:              of rules that count, by id or title
 *         id: 50
 *
 * Immutable once read, in the caller's arena; a zeroed struct is no tuning at all.
 */
#ifndef TRAILCASE_DETECT_TUNING_H
#define TRAILCASE_DETECT_TUNING_H

#include "src/detect/yaml.h"

struct tuning {
    const char *text; /* its source, "" without any */
    const struct yaml *placeholders, *ignore, *thresholds;
};

bool tuning_read(struct tuning *ret, struct arena *arena, const char *text, size_t len,
                 struct err *err) WARN_UNUSED;

/* The list of a name, or NULL. */
const struct yaml *tuning_list(const struct tuning *tuning, const char *name, size_t len);
bool tuning_ignores(const struct tuning *tuning, const char *id, const char *title);

/* The threshold of a rule, or fallback. */
int64_t tuning_threshold(const struct tuning *tuning, const char *id, const char *title, int64_t fallback);

#endif
