// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * filter: the language that says which events are meant, the same on every screen and the command line.
 *
 *     principal:ci-deploy !is:read since:2020-04-01 (ip:203.0.113.0/24 or agent:*kali*)
 *
 * Terms are FIELD:VALUE with wildcards * and ?, lists (a,b), "quoted text", and CIDR for addresses. Adjacent
 * terms are and-ed; `and or not ( )`, ! and - work as usual. A word without a field is looked for in
 * principal, address, key, agent, api, error and resource. since is inclusive, until is not; at:DAY,
 * at:MINUTE and at:TIME±10m are windows. Values compare without regard to case.
 *
 * A struct filter is an immutable tree in an arena of its own; it knows no case (filter_sql.h brings the two
 * together) and may be read by several threads at once. Parsing never fails on an empty text: that is the
 * filter of everything.
 */
#ifndef TRAILCASE_MODEL_FILTER_H
#define TRAILCASE_MODEL_FILTER_H

#include "src/base/buf.h"
#include "src/base/err.h"

struct filter;

enum { FILTER_DEPTH_MAX = 50, FILTER_TERMS_MAX = 500, FILTER_TEXT_MAX_BYTES = 64 * 1024 };

/*
 * Parse text. now_s is the clock for spans such as since:7d. On failure *ret_at (may be NULL) is the byte
 * where it stopped making sense, and the message says what was expected there.
 */
bool filter_parse(struct filter **ret, const char *text, int64_t now_s, size_t *ret_at,
                  struct err *err) WARN_UNUSED;
void filter_free(struct filter *filter);
CLEANUP_DEFINE_PTR(filter, struct filter, filter_free);

/* The canonical text: parsing it gives the same filter. "" for everything. Lives as long as the filter. */
const char *filter_text(const struct filter *filter);

/* Chips: the top-level terms that are and-ed, each as canonical text. */
size_t filter_chip_count(const struct filter *filter);
const char *filter_chip(const struct filter *filter, size_t n);

/* What since, until and at, and-ed with all the rest, leave of the given window; ISOTIME_NONE is open. */
void filter_window(const struct filter *filter, int64_t *from_s, int64_t *to_s);

/* Append FIELD:VALUE with the value quoted where it must be, so that it means that value and nothing else. */
void filter_append_term(struct buf *out, const char *field, const char *value);

/* Names of fields, and the values that fields of fixed words take; for completion. NULL past the end. */
const char *filter_field_name(size_t n);
const char *filter_field_word(const char *field, size_t n);

#endif
