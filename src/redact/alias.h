// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * alias: which value has which pseudonym: the map that is kept in the case.
 *
 * A value gets its pseudonym from the cipher, so the same key gives the same map; where two values would get
 * one, the later of them gets another. Names are found in running text by alias_at(). One thread.
 */
#ifndef TRAILCASE_REDACT_ALIAS_H
#define TRAILCASE_REDACT_ALIAS_H

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/redact/cipher.h"
#include "src/store/db.h"

struct alias {
    const char *kind; /* "address", "account", "id", or of a name what has it: "user", "bucket", "name" … */
    const char *value, *pseudonym;
    bool is_new; /* not in the case yet */
};

enum { ALIAS_HEADS_BYTES = 8192, ALIAS_FIND_MOST = 256 };

struct aliases {
    struct cipher cipher;
    struct alias *items;
    size_t count, size;
    size_t *by_value, *by_pseudonym; /* tables of places in items, plus one; 0: free */
    size_t slots;
    unsigned char heads[ALIAS_HEADS_BYTES]; /* bits of the first letters of names */
    bool lengths[ALIAS_FIND_MOST];
    struct arena arena;
};

void aliases_done(struct aliases *aliases);
CLEANUP_DEFINE(aliases, struct aliases, aliases_done);

/* The key and map of a case; a key is drawn, or taken from text (64 hexadecimal digits), when there is none.
 */
bool aliases_load(struct aliases *ret, struct db *db, const char *key, struct err *err) WARN_UNUSED;

/* Write what is new. Inside a transaction. */
bool aliases_store(struct aliases *aliases, struct db *db, struct err *err) WARN_UNUSED;

/* The pseudonym a value has, or NULL. */
const char *alias_find(const struct aliases *aliases, const char *value, size_t len);

/* The pseudonym of a value, made when it has none yet. */
const char *alias_address(struct aliases *aliases, const char *value, size_t len, const char *pseudonym);
const char *alias_account(struct aliases *aliases, const char *value, size_t len);
const char *alias_unique_id(struct aliases *aliases, const char *value, size_t len);
const char *alias_hex_id(struct aliases *aliases, const char *value, size_t len);
const char *alias_name(struct aliases *aliases, const char *kind, const char *value, size_t len);

/* The longest name that begins at text[0..len), ends where no letter or digit follows, and may be looked for
 * in running text: *ret_len is its length, 0 when there is none. */
const char *alias_at(const struct aliases *aliases, const char *text, size_t len, size_t *ret_len);

#endif
