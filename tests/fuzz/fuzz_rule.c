// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any text as a file of rules: it is read or refused, and whatever is read can be evaluated. A second reading
 * of the text a rule keeps of itself gives a rule of the same text.
 */
#include "src/detect/evaluate.h"
#include "src/detect/ruleset.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char event[] =
    "{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaa!\",\"b\":[\"10.1.2.3\",{\"c\":1.50}],\"e\":{\"f\":null},"
    "\"eventName\":\"CreateUser\",\"g\":\"{\\\"Effect\\\":\\\"Allow\\\"}\"}";

static void evaluate_rule(struct evaluator *ev, const struct rule *rule)
{
    const struct known known = {.values = {[KNOWN_NAME] = "CreateUser"}};
    if (rule->expr) {
        bool holds = evaluate(ev, rule->expr);
        enum open_verdict verdict = evaluate_known(ev, rule->expr, &known);
        if (verdict != OPEN_MAYBE && holds != (verdict == OPEN_YES))
            __builtin_trap();
    }
    for (size_t b = 0; b < rule->correlation.base_count; b++)
        (void)evaluate(ev, rule->correlation.bases[b].expr);
}

static void read_again(const struct rule *rule)
{
    CLEANUP(ruleset) struct ruleset set = {0};
    ruleset_add_text(&set, rule->path, false, rule->text, rule->len);
    if (set.count != 1 || set.rules[0]->len != rule->len ||
        memcmp(set.rules[0]->text, rule->text, rule->len) != 0)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(ruleset) struct ruleset set = {0};
    CLEANUP(evaluator) struct evaluator ev;
    evaluator_init(&ev);
    ruleset_add_text(&set, "fuzz.yml", false, (const char *)bytes, len);
    for (size_t i = 0; i < set.count; i++)
        read_again(set.rules[i]);
    ruleset_finish(&set);
    if (!evaluator_set(&ev, event, strlen(event)))
        __builtin_trap();
    for (size_t i = 0; i < set.count; i++)
        evaluate_rule(&ev, set.rules[i]);
    return 0;
}
