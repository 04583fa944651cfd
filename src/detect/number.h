// SPDX-License-Identifier: GPL-3.0-or-later
/* number: a whole text as a decimal number, blanks around it allowed; nothing else is one. */
#ifndef TRAILCASE_DETECT_NUMBER_H
#define TRAILCASE_DETECT_NUMBER_H

#include "src/base/attr.h"

bool number_parse(const char *text, size_t len, double *ret) WARN_UNUSED;

/* 30s, 10m, 2h, 7d, 1w in seconds; false for anything else, or more than a hundred years. */
bool number_timespan(const char *text, int64_t *ret_s) WARN_UNUSED;

#endif
