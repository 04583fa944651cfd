// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rule: a Sigma rule as a tree, the one that is evaluated. Immutable once loaded; everything is in the arena
 * of the set of rules it belongs to (ruleset.h).
 *
 * A detection is an expression over items; an item is one field with its values. Correlations, the legacy
 * forms of Sigma (count(), near) and our own kinds (trailcase-rules(5)) are all one struct correlation over
 * the events that match one or more bases.
 */
#ifndef TRAILCASE_DETECT_RULE_H
#define TRAILCASE_DETECT_RULE_H

#include "src/detect/pattern.h"
#include "src/detect/regex.h"
#include "src/model/trait.h"

enum {
    RULE_VALUES_MAX = 20000,
    RULE_ITEMS_MAX = 2000,
    RULE_BASES_MAX = 16,
    RULE_FIELDS_MAX = 8,
    RULE_NAMES_MAX = 1024
};

enum rule_level { LEVEL_INFORMATIONAL, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH, LEVEL_CRITICAL, LEVEL__COUNT };
extern const char *const rule_level_names[LEVEL__COUNT];
bool rule_level_parse(const char *text, enum rule_level *ret) WARN_UNUSED;

enum test_kind {
    TEST_PATTERN,
    TEST_REGEX,
    TEST_RANGE, /* an address in a range */
    TEST_NULL,  /* nothing there */
    TEST_LT,
    TEST_LTE,
    TEST_GT,
    TEST_GTE,
    TEST_FIELD, /* the value of another field */
};

struct test {
    enum test_kind kind;
    enum pattern_place place; /* of the other field's value */
    bool cased;
    struct pattern pattern;
    const struct regex *regex;
    unsigned char first[16], last[16];
    double number;
    const char *field;
};

/* One value of a rule; most are one test, encodings and lists of names make several: any of them. */
struct value {
    const struct test *tests;
    size_t count;
};

/* Fields whose value a case knows without the record: of dictionaries, then traits; others are KNOWN__COUNT.
 */
enum known_field {
    KNOWN_NAME,
    KNOWN_SOURCE,
    KNOWN_AGENT,
    KNOWN_ADDRESS,
    KNOWN_REGION,
    KNOWN_KEY,
    KNOWN_TRAIT, /* the first of TRAIT__COUNT */
    KNOWN__COUNT = KNOWN_TRAIT + TRAIT__COUNT
};
enum known_field known_field_of(const char *field);

struct item {
    const char *field; /* NULL: any text in the record */
    size_t
        field_number; /* the same for the same field in all rules of a set; below RULE_NAMES_MAX, or that */
    enum known_field known;
    bool is_exists, exists; /* a question about the key, not its values */
    bool all, negate;
    const struct value *values;
    size_t count;
};

enum expr_kind { EXPR_AND, EXPR_OR, EXPR_NOT, EXPR_ITEM };

struct expr {
    enum expr_kind kind;
    const struct item *item;
    const struct expr **parts; /* one of NOT */
    size_t count;
};

enum correlation_kind {
    CORRELATE_NOT,
    CORRELATE_EVENTS,  /* event_count */
    CORRELATE_VALUES,  /* value_count */
    CORRELATE_ALL,     /* temporal */
    CORRELATE_ORDERED, /* temporal_ordered */
    CORRELATE_NEW,     /* first seen */
};

struct rule;

struct base {
    const struct rule *rule;
    const struct expr *expr;            /* what its events match */
    const char *group[RULE_FIELDS_MAX]; /* fields that say which events belong together */
    const char *reference;              /* as written, until it is found */
    size_t line;
};

struct correlation {
    enum correlation_kind kind;
    struct base bases[RULE_BASES_MAX];
    size_t base_count, group_count;
    const char *group_names[RULE_FIELDS_MAX];
    const char *field;  /* whose values are counted */
    int64_t at_least;   /* events or values */
    int64_t timespan_s; /* 0: no limit */
    int64_t times;      /* what the group usually does in such a time, so often; 0: never mind */
    int64_t repeat;     /* of a chain: events its first base takes; 0: one */
    size_t hit_step;    /* of a chain: only events of this step are hits, from 1; 0: of all */
    bool generate;      /* bases of the same file show their own hits, too */
    /* Of CORRELATE_NEW: columns of a case. */
    const char *entity, *fresh;
    int64_t within_s, history_s;
    int64_t absent_s; /* new again after so long; 0: only once */
};

struct rule {
    const char *id, *name, *title, *status, *author, *description, *license;
    enum rule_level level;
    const char *tags;                         /* as written, blanks between */
    const char *references, *false_positives; /* lines */
    const char *path;                         /* where it is from */
    size_t line;
    bool is_own;      /* one of those that come with the program */
    const char *text; /* its source */
    size_t len;
    unsigned char hash[32];  /* of all that decides what it matches */
    const char *lint;        /* notes, a line each; NULL: none */
    const struct expr *expr; /* NULL for a Sigma correlation */
    struct correlation correlation;
    bool silent; /* only there for a correlation */
};

#endif
