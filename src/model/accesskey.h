// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * accesskey: what an access key id tells by itself: its kind by the prefix, and the account it was made in.
 *
 * The account is in the id only for ids made since about spring 2019: of the nine characters after the prefix
 * (base32, 45 bits) the first bit says so and the next forty are the account. Older ids are not decodable and
 * nothing is guessed. Pure functions, any thread.
 */
#ifndef TRAILCASE_MODEL_ACCESSKEY_H
#define TRAILCASE_MODEL_ACCESSKEY_H

#include "src/base/attr.h"

enum accesskey_kind { ACCESSKEY_LONG_LIVED, ACCESSKEY_TEMPORARY, ACCESSKEY_OTHER, ACCESSKEY__COUNT };
enum { ACCESSKEY_ACCOUNT_SIZE = 13 }; /* twelve digits and NUL */

/* "long-lived", "temporary", "other": the words of key.kind in the case. */
const char *accesskey_kind_name(enum accesskey_kind kind);
enum accesskey_kind accesskey_kind_of(const char *value);

/* False for a value that names no key: empty, or masked with '*'. */
bool accesskey_is_known(const char *value);

/* Write the account; false when the id does not hold one. Works for AIDA, AROA and the like too. */
bool accesskey_account(const char *value, char out[ACCESSKEY_ACCOUNT_SIZE]);

#endif
