// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * numeral: the counts in a sentence, so that each can lead to the command that gives it.
 *
 * A count is a word of digits, "8", "1,234", "×14", "(18", or "291.4" before a unit of bytes. No counts, by
 * their shape: moments, ids, addresses, ports and whatever else digits are only a part of; and, by the word
 * beside them: lengths of time ("30 days", "21 hours"), "version 19", "July 2020", "port 22". Twelve digits
 * without commas are an account.
 */
#ifndef TRAILCASE_REPORT_NUMERAL_H
#define TRAILCASE_REPORT_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct numeral {
    const char *at;
    size_t len;
    int64_t value; /* -1: of a part of a larger unit, "291.4" of MB; then len has the unit */
};

/* The next count in text at or after from, which is where a word may begin; false: none. */
bool numeral_next(const char *text, const char *from, struct numeral *ret);

#endif
