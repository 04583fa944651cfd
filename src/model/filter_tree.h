// SPDX-License-Identifier: GPL-3.0-or-later
/* What the files of the filter share and nobody else needs: its fields and its tree. */
#ifndef TRAILCASE_MODEL_FILTER_TREE_H
#define TRAILCASE_MODEL_FILTER_TREE_H

#include "src/base/arena.h"
#include "src/model/filter.h"

enum filter_field_id {
    FIELD_ANY, /* a word without a field */
    FIELD_PRINCIPAL,
    FIELD_ADDRESS,
    FIELD_KEY,
    FIELD_SESSION,
    FIELD_AGENT,
    FIELD_CLIENT,
    FIELD_API,
    FIELD_SERVICE,
    FIELD_REGION,
    FIELD_ACCOUNT,
    FIELD_RESOURCE,
    FIELD_ERROR,
    FIELD_TECHNIQUE,
    FIELD_OUTCOME,
    FIELD_ACCESS,
    FIELD_IS,
    FIELD_SINCE,
    FIELD_UNTIL,
    FIELD_AT,
    FIELD_TEXT,
    FIELD_ID,
    FIELD_RULE,
    FIELD_ASN,
    FIELD_OWNER,
    FIELD_COUNTRY,
    FIELD_TAG,
    FIELD__COUNT
};

struct filter_field {
    const char *name;
    const char *alias;        /* another name for it, or NULL */
    const char *const *words; /* the only values it takes, ended by NULL; NULL: any */
    bool is_time;
};

extern const struct filter_field filter_fields[FIELD__COUNT];

struct filter_value {
    const char *text; /* without quotes and escapes */
    const char *wild; /* '*' or '?' where that byte of text is a wildcard, blank elsewhere; NULL: none */
    size_t len;
    bool is_range; /* an address, or a range of them: both ends */
    unsigned char first[16], last[16];
};

enum filter_kind { FILTER_AND, FILTER_OR, FILTER_NOT, FILTER_TERM };

struct filter_node {
    enum filter_kind kind;
    struct filter_node *child, *next; /* operands of and, or, not; the next operand */
    enum filter_field_id field;       /* of a term */
    struct filter_value *values;      /* any of them */
    size_t value_count;
    int64_t from_s, to_s; /* of since, until and at; ISOTIME_NONE: open */
};

struct filter {
    struct arena arena;
    struct filter_node *root; /* NULL: everything */
    const char *text;
    const char **chips;
    size_t chip_count;
};

/* Fill in text and chips of a filter whose tree is done. */
void filter_write(struct filter *filter);

/* The field of a name, or FIELD__COUNT. */
enum filter_field_id filter_field_find(const char *name, size_t len);

/* Read an address or a CIDR range into value->first and last. False when text is neither. */
bool filter_value_range(struct filter_value *value);

/*
 * Read the value of since, until or at into the node. `at` takes a day, a minute, a second, or TIME±SPAN
 * ("+-" for those without a ±).
 */
bool filter_time(struct filter_node *node, const char *text, int64_t now_s);

#endif
