// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/rule_item.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "src/detect/encode.h"
#include "src/detect/number.h"
#include "src/detect/range.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* How an item compares; the words of modifiers set it. */
enum how { HOW_PATTERN, HOW_REGEX, HOW_RANGE, HOW_NUMBER, HOW_FIELD, HOW_EXISTS };

enum modifier {
    MOD_CONTAINS,
    MOD_STARTS,
    MOD_ENDS,
    MOD_ALL,
    MOD_EXISTS,
    MOD_RE,
    MOD_I,
    MOD_M,
    MOD_S,
    MOD_CIDR,
    MOD_CASED,
    MOD_NEQ,
    MOD_LT,
    MOD_LTE,
    MOD_GT,
    MOD_GTE,
    MOD_FIELD,
    MOD_EXPAND,
    MOD_BASE64,
    MOD_OFFSET,
    MOD_WIDE,
    MOD_UTF16LE,
    MOD_UTF16BE,
    MOD_UTF16,
    MOD_WINDASH,
    MOD__COUNT
};

static const char *const modifier_names[MOD__COUNT] = {
    "contains", "startswith",   "endswith", "all",     "exists",  "re",    "i",      "m",        "s",
    "cidr",     "cased",        "neq",      "lt",      "lte",     "gt",    "gte",    "fieldref", "expand",
    "base64",   "base64offset", "wide",     "utf16le", "utf16be", "utf16", "windash"};

struct shape {
    enum how how;
    enum pattern_place place;
    enum test_kind compare; /* of HOW_NUMBER */
    unsigned regex_flags;
    bool cased, all, negate, expand, encoded, has_place;
    enum modifier chain[8]; /* encodings, in their order */
    size_t chain_count;
};

void rule_note(struct rule_making *in, const char *fmt, ...)
{
    char line[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    buf_fmt(in->lint, "%s%s", in->lint->len ? "\n" : "", line);
}

static bool take_how(struct shape *shape, enum how how, bool must_be_first, size_t index, struct err *err)
{
    if (shape->how != HOW_PATTERN || shape->has_place)
        return err_set(err, ERR_FORMAT, "modifiers that exclude each other");
    if (must_be_first && index)
        return err_set(err, ERR_FORMAT, "re, cidr and exists must be the first modifier");
    shape->how = how;
    return true;
}

static bool take_place(struct shape *shape, enum pattern_place place, struct err *err)
{
    if (shape->has_place || (shape->how != HOW_PATTERN && shape->how != HOW_FIELD))
        return err_set(err, ERR_FORMAT, "modifiers that exclude each other");
    shape->has_place = true;
    shape->place = place;
    return true;
}

static bool take_flag(struct shape *shape, enum modifier flag, struct err *err)
{
    if (shape->how != HOW_REGEX)
        return err_set(err, ERR_FORMAT, "the modifiers i, m and s go after re");
    shape->regex_flags |= 1U << (flag - MOD_I);
    return true;
}

static bool take_encoding(struct shape *shape, enum modifier modifier, struct err *err)
{
    if (shape->how != HOW_PATTERN || shape->has_place || shape->chain_count == ARRAY_LEN(shape->chain))
        return err_set(err, ERR_FORMAT,
                       "an encoding goes before contains and its like, and with no other test");
    shape->chain[shape->chain_count++] = modifier;
    shape->encoded |= modifier != MOD_WINDASH;
    return true;
}

static bool take_modifier(struct shape *shape, enum modifier modifier, size_t index, struct err *err)
{
    static const enum test_kind compares[] = {TEST_LT, TEST_LTE, TEST_GT, TEST_GTE};
    switch (modifier) {
    case MOD_CONTAINS:
    case MOD_STARTS:
    case MOD_ENDS:
        return take_place(shape, PATTERN_CONTAINS + (modifier - MOD_CONTAINS), err);
    case MOD_ALL:
        return shape->all = true;
    case MOD_CASED:
        return shape->cased = true;
    case MOD_NEQ:
        return shape->negate = true;
    case MOD_EXPAND:
        return shape->expand = true;
    case MOD_EXISTS:
        return take_how(shape, HOW_EXISTS, true, index, err);
    case MOD_RE:
        return take_how(shape, HOW_REGEX, true, index, err);
    case MOD_CIDR:
        return take_how(shape, HOW_RANGE, true, index, err);
    case MOD_FIELD:
        return shape->has_place ? (shape->how = HOW_FIELD) : take_how(shape, HOW_FIELD, false, index, err);
    case MOD_I:
    case MOD_M:
    case MOD_S:
        return take_flag(shape, modifier, err);
    case MOD_LT:
    case MOD_LTE:
    case MOD_GT:
    case MOD_GTE:
        shape->compare = compares[modifier - MOD_LT];
        return take_how(shape, HOW_NUMBER, false, index, err);
    default:
        return take_encoding(shape, modifier, err);
    }
}

static bool find_modifier(const char *text, size_t len, enum modifier *ret)
{
    for (*ret = 0; *ret < MOD__COUNT; (*ret)++)
        if (strlen(modifier_names[*ret]) == len && memcmp(modifier_names[*ret], text, len) == 0)
            return true;
    return false;
}

/* The part of a name after the first |. */
static bool read_modifiers(const char *at, struct shape *shape, struct err *err)
{
    static const char *const times[] = {"minute", "hour", "day", "week", "month", "year"};
    for (size_t index = 0; *at == '|'; index++) {
        size_t len = strcspn(++at, "|");
        enum modifier modifier;
        for (size_t i = 0; i < ARRAY_LEN(times); i++)
            if (strlen(times[i]) == len && memcmp(times[i], at, len) == 0)
                return err_set(err, ERR_FORMAT, "parts of a time (%s) are not tested", times[i]);
        if (!find_modifier(at, len, &modifier))
            return err_set(err, ERR_FORMAT, "the modifier \"%.*s\" is not known", (int)len, at);
        if (!take_modifier(shape, modifier, index, err))
            return false;
        at += len;
    }
    if (shape->expand && shape->how != HOW_PATTERN)
        return err_set(err, ERR_FORMAT, "expand goes with plain values only");
    return true;
}

static const struct regex *new_regex(struct rule_making *in, const struct yaml *node, unsigned flags,
                                     struct err *err)
{
    struct regex *regex = regex_new(node->text, node->len, flags, err);
    if (!regex)
        return NULL;
    in->regexes->items = alloc_resize(in->regexes->items, in->regexes->count + 1, sizeof(struct regex *));
    return in->regexes->items[in->regexes->count++] = regex;
}

static bool run_chain(struct rule_making *in, const struct shape *shape, struct bytes_list *list,
                      struct err *err)
{
    for (size_t i = 0; i < shape->chain_count; i++) {
        enum modifier step = shape->chain[i];
        if (step == MOD_BASE64 || step == MOD_OFFSET)
            encode_base64(list, in->arena, step == MOD_OFFSET);
        else if (step == MOD_WIDE || step == MOD_UTF16LE)
            encode_utf16(list, in->arena, ENCODE_LE);
        else if (step == MOD_UTF16BE || step == MOD_UTF16)
            encode_utf16(list, in->arena, step == MOD_UTF16 ? ENCODE_BOM : ENCODE_BE);
        else if (!encode_windash(list, in->arena))
            return err_set(err, ERR_LIMIT, "windash makes more than %d values of one", ENCODE_MOST);
    }
    return true;
}

/* A plain value: its patterns, most often one. */
static bool make_patterns(struct rule_making *in, const struct shape *shape, const char *text, size_t len,
                          struct value *ret, struct err *err)
{
    struct bytes_list list = {0};
    if (len > PATTERN_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "a value longer than %d bytes", PATTERN_BYTES_MAX);
    if (shape->encoded && memchr(text, '*', len))
        return err_set(err, ERR_FORMAT, "a value with wildcards cannot be encoded");
    encode_add(&list, in->arena, text, len);
    if (!run_chain(in, shape, &list, err))
        return false;
    struct test *tests = arena_zero(in->arena, list.count, sizeof *tests);
    for (size_t i = 0; i < list.count; i++)
        tests[i].pattern = pattern_make(in->arena, list.items[i].bytes, list.items[i].len, shape->place,
                                        shape->encoded, shape->cased || shape->encoded);
    *ret = (struct value){tests, list.count};
    return true;
}

/* %name% in a value: each entry of the list in its place; alone and a range, it is tested as one. */
static bool expand(struct rule_making *in, const struct shape *shape, const struct yaml *node,
                   struct value *ret, struct err *err)
{
    const char *from = strchr(node->text, '%'), *to = from ? strchr(from + 1, '%') : NULL;
    if (!to || strchr(to + 1, '%'))
        return err_set(err, ERR_FORMAT, "expand wants one %%name%% in the value");
    const struct yaml *list = tuning_list(in->tuning, from + 1, (size_t)(to - from - 1));
    if (!list || list->kind != YAML_LIST || !list->count)
        return err_set(err, ERR_FORMAT, "the list %.*s is not defined; give it with --tuning",
                       (int)(to - from + 1), from);
    struct test *tests = arena_zero(in->arena, list->count, sizeof *tests);
    *ret = (struct value){tests, 0};
    for (const struct yaml *entry = list->child; entry; entry = entry->next) {
        CLEANUP(buf) struct buf text = {0};
        struct test *test = &tests[ret->count++];
        if (entry->kind != YAML_SCALAR)
            return err_set(err, ERR_FORMAT, "the list %.*s holds more than words", (int)(to - from + 1),
                           from);
        if (from == node->text && !to[1] && strchr(entry->text, '/') &&
            range_parse(entry->text, test->first, test->last)) {
            test->kind = TEST_RANGE;
            continue;
        }
        buf_append(&text, node->text, (size_t)(from - node->text));
        buf_str(&text, entry->text);
        buf_str(&text, to + 1);
        test->pattern = pattern_make(in->arena, buf_text(&text), text.len, shape->place, false, shape->cased);
    }
    return true;
}

static bool make_test(struct rule_making *in, const struct shape *shape, const struct yaml *node,
                      struct test *test, struct err *err)
{
    switch (shape->how) {
    case HOW_REGEX:
        test->kind = TEST_REGEX;
        return (test->regex = new_regex(in, node, shape->regex_flags, err)) != NULL;
    case HOW_RANGE:
        test->kind = TEST_RANGE;
        return range_parse(node->text, test->first, test->last) ||
               err_set(err, ERR_FORMAT, "\"%.60s\" is no address and no range of them", node->text);
    case HOW_NUMBER:
        test->kind = shape->compare;
        return number_parse(node->text, node->len, &test->number) ||
               err_set(err, ERR_FORMAT, "\"%.60s\" is no number", node->text);
    default:
        test->kind = TEST_FIELD;
        test->field = node->text;
        test->place = shape->place;
        test->cased = shape->cased;
        return true;
    }
}

static bool make_value(struct rule_making *in, const struct shape *shape, const struct yaml *node,
                       struct value *ret, struct err *err)
{
    if (node->kind != YAML_SCALAR)
        return err_set(err, ERR_FORMAT, "a list or map where a value is expected");
    if (++in->values > RULE_VALUES_MAX)
        return err_set(err, ERR_LIMIT, "more than %d values", RULE_VALUES_MAX);
    if (yaml_is_null(node)) {
        struct test *test = arena_zero(in->arena, 1, sizeof *test);
        if (shape->how != HOW_PATTERN || shape->has_place || shape->chain_count)
            return err_set(err, ERR_FORMAT, "null goes with no modifier");
        test->kind = TEST_NULL;
        *ret = (struct value){test, 1};
        return true;
    }
    if (shape->expand)
        return expand(in, shape, node, ret, err);
    if (shape->how == HOW_PATTERN)
        return make_patterns(in, shape, node->text, node->len, ret, err);
    struct test *test = arena_zero(in->arena, 1, sizeof *test);
    *ret = (struct value){test, 1};
    return make_test(in, shape, node, test, err);
}

static bool make_values(struct rule_making *in, const struct shape *shape, const struct yaml *node,
                        struct item *item, struct err *err)
{
    bool is_list = node->kind == YAML_LIST;
    const struct yaml *each = is_list ? node->child : node;
    struct value *values = arena_zero(in->arena, is_list ? node->count + 1 : 1, sizeof *values);
    bool has_null = false;
    item->values = values;
    for (; each; each = is_list ? each->next : NULL) {
        if (!make_value(in, shape, each, &values[item->count++], err))
            return false;
        has_null |= each->kind == YAML_SCALAR && yaml_is_null(each);
    }
    if (!item->count)
        return err_set(err, ERR_FORMAT, "an empty list of values");
    if (shape->all && item->count == 1)
        rule_note(in, "line %zu: `all` with one value means nothing", node->line);
    if (has_null && item->count > 1)
        rule_note(in, "line %zu: null in a list is outside the specification; taken as one of the values",
                  node->line);
    return true;
}

static size_t number_of(struct field_names *names, const char *field)
{
    size_t at = 0;
    while (at < names->count && (!field || strcmp(names->items[at], field) != 0))
        at++;
    if (field && at == names->count && at < RULE_NAMES_MAX)
        names->items[names->count++] = field;
    return field ? at : RULE_NAMES_MAX;
}

enum known_field known_field_of(const char *field)
{
    static const char *const names[KNOWN_TRAIT] = {
        [KNOWN_NAME] = "eventName",   [KNOWN_SOURCE] = "eventSource",
        [KNOWN_AGENT] = "userAgent",  [KNOWN_ADDRESS] = "sourceIPAddress",
        [KNOWN_REGION] = "awsRegion", [KNOWN_KEY] = "userIdentity.accessKeyId",
    };
    for (size_t i = 0; field && i < KNOWN__COUNT; i++)
        if (strcmp(field, i < KNOWN_TRAIT ? names[i] : trait_fields[i - KNOWN_TRAIT]) == 0)
            return i;
    return KNOWN__COUNT;
}

static void note_oddities(struct rule_making *in, const struct yaml *node, const struct item *item)
{
    static const char *const never[] = {"status", "event_name", "EventName", "source.ip"};
    for (size_t i = 0; item->field && i < ARRAY_LEN(never); i++)
        if (strcmp(item->field, never[i]) == 0)
            rule_note(in, "line %zu: CloudTrail has no field %s, so this never matches", node->line,
                      item->field);
    if (node->kind == YAML_SCALAR &&
        (strncmp(node->text, "requestParameters.", 18) == 0 ||
         strncmp(node->text, "responseElements.", 17) == 0 ||
         strncmp(node->text, "userIdentity.", 13) == 0) &&
        item->count && item->values[0].tests[0].kind == TEST_PATTERN)
        rule_note(in, "line %zu: compares with the words \"%.60s\"; without fieldref that is no field",
                  node->line, node->text);
    if (item->field && strcmp(item->field, "errorCode") == 0 && node->kind == YAML_SCALAR &&
        strcmp(node->text, "Success") == 0)
        rule_note(in, "line %zu: CloudTrail leaves errorCode out on success; \"Success\" is never there",
                  node->line);
}

const struct item *rule_item(struct rule_making *in, const struct yaml *node, struct err *err)
{
    const char *name = node->name ? node->name : "";
    size_t len = strcspn(name, "|");
    struct shape shape = {0};
    struct item *item = arena_zero(in->arena, 1, sizeof *item);
    if (++in->items > RULE_ITEMS_MAX) {
        err_set(err, ERR_LIMIT, "more than %d tests", RULE_ITEMS_MAX);
        return NULL;
    }
    item->field = len ? arena_strn(in->arena, name, len) : NULL;
    item->known = known_field_of(item->field);
    item->field_number = number_of(in->names, item->field);
    if (!read_modifiers(name + len, &shape, err))
        return NULL;
    if (!item->field && !shape.has_place && shape.how == HOW_PATTERN) {
        shape.has_place = true;
        shape.place = PATTERN_CONTAINS;
    }
    item->all = shape.all;
    item->negate = shape.negate;
    if (shape.how == HOW_EXISTS) {
        item->is_exists = true;
        if (item->field && yaml_bool(node, &item->exists))
            return item;
        err_set(err, ERR_FORMAT, "exists wants true or false");
        return NULL;
    }
    if (!make_values(in, &shape, node, item, err))
        return NULL;
    note_oddities(in, node, item);
    return item;
}
