// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * range_text: ranges of addresses out of files of other people.
 *
 * A list is text with one address, prefix (203.0.113.0/24) or span (203.0.113.1-203.0.113.9) a line, anywhere
 * in it, as in lists of Tor exits or in CSV; what follows it is the label. Text after # or ; is a remark, in
 * which nothing is looked for. Published ranges are JSON: ip-ranges.json of AWS, cloud.json and goog.json of
 * Google, ServiceTags_Public_*.json of Azure; told apart by their members.
 */
#ifndef TRAILCASE_ENRICH_RANGE_TEXT_H
#define TRAILCASE_ENRICH_RANGE_TEXT_H

#include "src/base/err.h"
#include "src/enrich/ranges.h"

/* Add the ranges of a list. *ret_lines is how many lines, beside blank ones, remarks and one of column names,
 * hold no address. */
void range_text_list(struct ranges *ranges, const char *text, size_t len, size_t *ret_lines);

/* Add published ranges; what names the file in errors. */
bool range_text_published(struct ranges *ranges, const char *text, size_t len, const char *what,
                          struct err *err) WARN_UNUSED;

#endif
