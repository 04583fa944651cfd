// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/redact/alias.h"

#include "src/base/alloc.h"
#include "src/model/accesskey.h"
#include "src/model/filetype.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { HEAD_LEN = 3, DIGITS_LEAST = 6, KEY_HEX = 2 * SHA256_BYTES };

void aliases_done(struct aliases *aliases)
{
    if (!aliases)
        return;
    free(aliases->items);
    free(aliases->by_value);
    free(aliases->by_pseudonym);
    arena_done(&aliases->arena);
    *aliases = (struct aliases){0};
}

/* --- two tables over one list --- */

static size_t hash(const char *text, size_t len)
{
    size_t h = 1469598103934665603U;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211U;
    return h;
}

static bool is_text(const char *text, const char *other, size_t len)
{
    return strncmp(text, other, len) == 0 && text[len] == '\0';
}

static size_t *slot_of_value(const struct aliases *a, const char *value, size_t len)
{
    size_t at = hash(value, len) & (a->slots - 1);
    while (a->by_value[at] && !is_text(a->items[a->by_value[at] - 1].value, value, len))
        at = (at + 1) & (a->slots - 1);
    return &a->by_value[at];
}

static size_t *slot_of_pseudonym(const struct aliases *a, const char *pseudonym)
{
    size_t len = strlen(pseudonym), at = hash(pseudonym, len) & (a->slots - 1);
    while (a->by_pseudonym[at] && !is_text(a->items[a->by_pseudonym[at] - 1].pseudonym, pseudonym, len))
        at = (at + 1) & (a->slots - 1);
    return &a->by_pseudonym[at];
}

static void grow(struct aliases *a)
{
    a->slots = a->slots ? a->slots * 2 : 1024;
    free(a->by_value);
    free(a->by_pseudonym);
    a->by_value = alloc_zero(a->slots, sizeof *a->by_value);
    a->by_pseudonym = alloc_zero(a->slots, sizeof *a->by_pseudonym);
    for (size_t i = 0; i < a->count; i++) {
        *slot_of_value(a, a->items[i].value, strlen(a->items[i].value)) = i + 1;
        *slot_of_pseudonym(a, a->items[i].pseudonym) = i + 1;
    }
}

/* --- names in running text --- */

static unsigned head_of(const char *text)
{
    return (unsigned)(hash(text, HEAD_LEN) % (ALIAS_HEADS_BYTES * 8));
}

/* Short ones and numbers mean too much else. */
static bool may_be_looked_for(const char *value, size_t len)
{
    bool letters = false;
    for (size_t i = 0; i < len; i++)
        letters |= !isdigit((unsigned char)value[i]);
    return len >= (letters ? HEAD_LEN : DIGITS_LEAST) && len < ALIAS_FIND_MOST;
}

static void make_findable(struct aliases *a, const char *value)
{
    size_t len = strlen(value);
    if (!may_be_looked_for(value, len))
        return;
    unsigned head = head_of(value);
    a->heads[head / 8] |= (unsigned char)(1U << (head % 8));
    a->lengths[len] = true;
}

const char *alias_at(const struct aliases *a, const char *text, size_t len, size_t *ret_len)
{
    *ret_len = 0;
    unsigned head = len >= HEAD_LEN ? head_of(text) : 0;
    if (len < HEAD_LEN || !(a->heads[head / 8] & 1U << (head % 8)))
        return NULL;
    for (size_t n = len < ALIAS_FIND_MOST ? len : ALIAS_FIND_MOST - 1; n >= HEAD_LEN; n--) {
        bool ends = n == len || !isalnum((unsigned char)text[n]);
        const char *found = ends && a->lengths[n] ? alias_find(a, text, n) : NULL;
        if (found && may_be_looked_for(text, n)) {
            *ret_len = n;
            return found;
        }
    }
    return NULL;
}

const char *alias_find(const struct aliases *a, const char *value, size_t len)
{
    size_t place = a->slots ? *slot_of_value(a, value, len) : 0;
    return place ? a->items[place - 1].pseudonym : NULL;
}

/* --- making one --- */

static bool is_taken(const struct aliases *a, const char *pseudonym)
{
    return a->slots && *slot_of_pseudonym(a, pseudonym) != 0;
}

static const char *add(struct aliases *a, struct alias alias)
{
    if (2 * (a->count + 1) > a->slots)
        grow(a);
    if (a->count == a->size)
        a->items = alloc_resize(a->items, a->size = 2 * a->size + 256, sizeof *a->items);
    a->items[a->count++] = alias;
    *slot_of_value(a, alias.value, strlen(alias.value)) = a->count;
    *slot_of_pseudonym(a, alias.pseudonym) = a->count;
    if (strcmp(alias.kind, "address") != 0)
        make_findable(a, alias.value);
    return alias.pseudonym;
}

const char *alias_address(struct aliases *a, const char *value, size_t len, const char *pseudonym)
{
    const char *known = alias_find(a, value, len);
    return known ? known
                 : add(a, (struct alias){"address", arena_strn(&a->arena, value, len),
                                         arena_str(&a->arena, pseudonym), true});
}

const char *alias_account(struct aliases *a, const char *value, size_t len)
{
    const char *known = alias_find(a, value, len);
    char out[CIPHER_ACCOUNT_SIZE];
    if (known)
        return known;
    char *copy = arena_strn(&a->arena, value, len);
    for (unsigned round = 0; round == 0 || is_taken(a, out); round++)
        cipher_account(&a->cipher, copy, round, out);
    return add(a, (struct alias){"account", copy, arena_str(&a->arena, out), true});
}

const char *alias_unique_id(struct aliases *a, const char *value, size_t len)
{
    const char *known = alias_find(a, value, len);
    char account[ACCESSKEY_ACCOUNT_SIZE];
    if (known)
        return known;
    char *copy = arena_strn(&a->arena, value, len), *out = arena_strn(&a->arena, value, len);
    const char *owner = accesskey_account(copy, account) ? alias_account(a, account, strlen(account)) : NULL;
    for (unsigned round = 0; round == 0 || is_taken(a, out); round++)
        cipher_unique_id(&a->cipher, copy, owner, round, out);
    return add(a, (struct alias){"id", copy, out, true});
}

const char *alias_hex_id(struct aliases *a, const char *value, size_t len)
{
    const char *known = alias_find(a, value, len);
    if (known)
        return known;
    char *copy = arena_strn(&a->arena, value, len), *out = arena_strn(&a->arena, value, len);
    for (unsigned round = 0; round == 0 || is_taken(a, out); round++)
        cipher_hex_id(&a->cipher, copy, round, out);
    return add(a, (struct alias){"id", copy, out, true});
}

const char *alias_name(struct aliases *a, const char *kind, const char *value, size_t len)
{
    const char *known = alias_find(a, value, len);
    const char *type = filetype_telling(value, len);
    char tail[CIPHER_NAME_SIZE];
    if (known)
        return known;
    char *copy = arena_strn(&a->arena, value, len), *out = NULL;
    for (unsigned round = 0; !out || is_taken(a, out); round++) {
        cipher_name(&a->cipher, copy, round, tail);
        out = arena_fmt(&a->arena, "%s-%s%s", kind, tail, type ? type : "");
    }
    return add(a, (struct alias){arena_str(&a->arena, kind), copy, out, true});
}

/* --- in the case --- */

static bool parse_key(struct cipher *cipher, const char *hex)
{
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        if (!isxdigit((unsigned char)pair[0]) || !isxdigit((unsigned char)pair[1]))
            return false;
        cipher->key[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    return hex[KEY_HEX] == '\0';
}

static bool make_key(struct cipher *cipher, const char *text, struct err *err)
{
    if (text)
        return (strlen(text) == KEY_HEX && parse_key(cipher, text)) ||
               err_set(err, ERR_USAGE, "a redaction key is %d hexadecimal digits", (int)KEY_HEX);
    ssize_t got = getrandom(cipher->key, sizeof cipher->key, 0);
    return got == (ssize_t)sizeof cipher->key || err_errno(err, "draw a key for the redaction");
}

static bool load_key(struct aliases *a, struct db *db, const char *text, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(db, QUERY_REDACT_KEY, &row, err))
        return false;
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ERR)
        return false;
    bool known = end == STMT_ROW && parse_key(&a->cipher, stmt_get_text(row, 0, NULL));
    stmt_clear(row);
    if (known) {
        struct cipher other;
        if (text && (!make_key(&other, text, err) || memcmp(other.key, a->cipher.key, SHA256_BYTES) != 0))
            return err_set(err, ERR_CASE, "this case was redacted with another key, and keeps to that one");
        return true;
    }
    return make_key(&a->cipher, text, err);
}

bool aliases_load(struct aliases *ret, struct db *db, const char *key, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    *ret = (struct aliases){0};
    if (!load_key(ret, db, key, err) || !db_stmt(db, QUERY_REDACT_ALIASES, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW)
        add(ret, (struct alias){stmt_text_dup(row, 0, &ret->arena), stmt_text_dup(row, 1, &ret->arena),
                                stmt_text_dup(row, 2, &ret->arena), false});
    return end == STMT_DONE;
}

static bool store_key(const struct aliases *a, struct db *db, struct err *err)
{
    char hex[SHA256_HEX_SIZE];
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_REDACT_KEY_SET, &stmt, err))
        return false;
    stmt_text(stmt, ":value", sha256_hex(a->cipher.key, hex));
    return stmt_run(stmt, err);
}

bool aliases_store(struct aliases *a, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!store_key(a, db, err))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!a->items[i].is_new)
            continue;
        if (!db_stmt(db, QUERY_REDACT_ALIAS_ADD, &stmt, err))
            return false;
        stmt_text(stmt, ":kind", a->items[i].kind);
        stmt_text(stmt, ":value", a->items[i].value);
        stmt_text(stmt, ":pseudonym", a->items[i].pseudonym);
        if (!stmt_run(stmt, err))
            return false;
        a->items[i].is_new = false;
    }
    return true;
}
