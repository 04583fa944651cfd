// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/evaluate.h"

#include "src/base/alloc.h"
#include "src/detect/number.h"
#include "src/detect/range.h"

#include <stdlib.h>
#include <string.h>

const char known_absent[] = "";

void evaluator_init(struct evaluator *evaluator)
{
    *evaluator = (struct evaluator){.regexes = regex_room_new(),
                                    .seen = alloc_zero(RULE_NAMES_MAX, sizeof *evaluator->seen)};
}

void evaluator_done(struct evaluator *evaluator)
{
    regex_room_free(evaluator->regexes);
    free(evaluator->seen);
    arena_done(&evaluator->arena);
    *evaluator = (struct evaluator){0};
}

bool evaluator_set(struct evaluator *evaluator, const char *text, size_t len)
{
    arena_clear(&evaluator->arena);
    evaluator->event++;
    evaluator->record = json_parse_exact(&evaluator->arena, text, len);
    return evaluator->record != NULL;
}

void evaluator_use(struct evaluator *evaluator, const struct json *record)
{
    evaluator->event++;
    evaluator->record = record;
}

static bool compares(enum test_kind kind, double a, double b)
{
    switch (kind) {
    case TEST_LT:
        return a < b;
    case TEST_LTE:
        return a <= b;
    case TEST_GT:
        return a > b;
    default:
        return a >= b;
    }
}

/* A test of one value against one text; those about other fields or nothing are not here. */
static bool test_text(struct evaluator *ev, const struct test *test, const struct field_text *value)
{
    double number;
    switch (test->kind) {
    case TEST_PATTERN:
        return pattern_matches(&test->pattern, value->text, value->len);
    case TEST_REGEX:
        return regex_finds(test->regex, ev->regexes, value->text, value->len);
    case TEST_RANGE:
        return range_holds(test->first, test->last, value->text);
    case TEST_LT:
    case TEST_LTE:
    case TEST_GT:
    case TEST_GTE:
        return number_parse(value->text, value->len, &number) && compares(test->kind, number, test->number);
    default:
        return false;
    }
}

static bool test_field(struct evaluator *ev, const struct test *test, const struct field_values *values)
{
    struct field_values others;
    field_values(ev->record, test->field, &ev->arena, &others);
    for (size_t i = 0; i < values->count; i++)
        for (size_t n = 0; n < others.count; n++)
            if (pattern_literal(others.items[n].text, test->place, test->cased, values->items[i].text,
                                values->items[i].len))
                return true;
    return false;
}

static bool test_values(struct evaluator *ev, const struct test *test, const struct field_values *values)
{
    if (test->kind == TEST_NULL)
        return values->count == 0;
    if (test->kind == TEST_FIELD)
        return test_field(ev, test, values);
    for (size_t i = 0; i < values->count; i++)
        if (test_text(ev, test, &values->items[i]))
            return true;
    return false;
}

static bool any_test(struct evaluator *ev, const struct value *value, const struct field_values *values)
{
    for (size_t i = 0; i < value->count; i++)
        if (test_values(ev, &value->tests[i], values))
            return true;
    return false;
}

static bool item_holds(struct evaluator *ev, const struct item *item, const struct field_values *values)
{
    if (item->is_exists)
        return (values->found == item->exists) != item->negate;
    bool holds = item->all;
    for (size_t i = 0; i < item->count && holds == item->all; i++)
        holds = any_test(ev, &item->values[i], values);
    return holds != item->negate;
}

/* Many rules ask about the same fields of one event. */
static const struct field_values *values_of(struct evaluator *ev, const struct item *item,
                                            struct field_values *room)
{
    if (item->field_number >= RULE_NAMES_MAX) {
        if (item->field)
            field_values(ev->record, item->field, &ev->arena, room);
        else
            field_leaves(ev->record, &ev->arena, room);
        return room;
    }
    struct seen_field *seen = &ev->seen[item->field_number];
    if (seen->event != ev->event) {
        seen->event = ev->event;
        field_values(ev->record, item->field, &ev->arena, &seen->values);
    }
    return &seen->values;
}

static bool evaluate_item(struct evaluator *ev, const struct item *item)
{
    struct field_values room;
    return item_holds(ev, item, values_of(ev, item, &room));
}

bool evaluate(struct evaluator *ev, const struct expr *expr)
{
    switch (expr->kind) {
    case EXPR_ITEM:
        return evaluate_item(ev, expr->item);
    case EXPR_NOT:
        return !evaluate(ev, expr->parts[0]);
    default:
        break;
    }
    bool is_and = expr->kind == EXPR_AND;
    for (size_t i = 0; i < expr->count; i++)
        if (evaluate(ev, expr->parts[i]) != is_and)
            return !is_and;
    return is_and;
}

const char *evaluator_value(struct evaluator *ev, const char *field)
{
    struct field_values values;
    field_values(ev->record, field, &ev->arena, &values);
    return values.count ? values.items[0].text : NULL;
}

static bool asks_other_field(const struct item *item)
{
    for (size_t i = 0; i < item->count; i++)
        for (size_t n = 0; n < item->values[i].count; n++)
            if (item->values[i].tests[n].kind == TEST_FIELD)
                return true;
    return false;
}

static enum open_verdict known_item(struct evaluator *ev, const struct item *item, const struct known *known)
{
    const char *text = item->known < KNOWN__COUNT ? known->values[item->known] : NULL;
    if (!text || asks_other_field(item))
        return OPEN_MAYBE;
    struct field_text one = {text, strlen(text)};
    bool found = text != known_absent;
    struct field_values values = {.items = &one, .count = found, .found = found};
    return item_holds(ev, item, &values) ? OPEN_YES : OPEN_NO;
}

enum open_verdict evaluate_known(struct evaluator *ev, const struct expr *expr, const struct known *known)
{
    if (expr->kind == EXPR_ITEM)
        return known_item(ev, expr->item, known);
    if (expr->kind == EXPR_NOT) {
        enum open_verdict inner = evaluate_known(ev, expr->parts[0], known);
        return inner == OPEN_MAYBE ? OPEN_MAYBE : inner == OPEN_YES ? OPEN_NO : OPEN_YES;
    }
    enum open_verdict decides = expr->kind == EXPR_AND ? OPEN_NO : OPEN_YES;
    enum open_verdict all = expr->kind == EXPR_AND ? OPEN_YES : OPEN_NO;
    for (size_t i = 0; i < expr->count; i++) {
        enum open_verdict part = evaluate_known(ev, expr->parts[i], known);
        if (part == decides)
            return decides;
        if (part == OPEN_MAYBE)
            all = OPEN_MAYBE;
    }
    return all;
}

unsigned expr_known(const struct expr *expr)
{
    unsigned bits = 0;
    if (expr->kind == EXPR_ITEM)
        return expr->item->known < KNOWN__COUNT ? 1U << expr->item->known : 0;
    for (size_t i = 0; i < expr->count; i++)
        bits |= expr_known(expr->parts[i]);
    return bits;
}
