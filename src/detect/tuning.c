// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/tuning.h"

#include <stdlib.h>
#include <string.h>

static bool is_of_kind(const struct yaml *node, enum yaml_kind kind, const char *name, struct err *err)
{
    if (!node || node->kind == kind)
        return true;
    return err_set(err, ERR_FORMAT, "line %zu: %s must be a %s", node->line, name,
                   kind == YAML_MAP ? "map" : "list");
}

static bool check(const struct yaml *root, struct err *err)
{
    static const char *const names[] = {"placeholders", "ignore", "thresholds"};
    for (const struct yaml *child = root->child; child; child = child->next) {
        bool known = false;
        for (size_t i = 0; i < ARRAY_LEN(names); i++)
            known |= strcmp(child->name, names[i]) == 0;
        if (!known)
            return err_set(err, ERR_FORMAT,
                           "line %zu: %s is not known; there are placeholders, ignore, thresholds",
                           child->line, child->name);
    }
    return true;
}

bool tuning_read(struct tuning *ret, struct arena *arena, const char *text, size_t len, struct err *err)
{
    struct yaml_documents docs;
    *ret = (struct tuning){.text = arena_strn(arena, text, len)};
    if (!yaml_read(&docs, arena, text, len, NULL, err))
        return false;
    if (docs.count != 1 || docs.items[0].root->kind != YAML_MAP)
        return err_set(err, ERR_FORMAT, "line 1: one map is expected");
    const struct yaml *root = docs.items[0].root;
    ret->placeholders = yaml_get(root, "placeholders");
    ret->ignore = yaml_get(root, "ignore");
    ret->thresholds = yaml_get(root, "thresholds");
    return check(root, err) && is_of_kind(ret->placeholders, YAML_MAP, "placeholders", err) &&
           is_of_kind(ret->ignore, YAML_LIST, "ignore", err) &&
           is_of_kind(ret->thresholds, YAML_MAP, "thresholds", err);
}

const struct yaml *tuning_list(const struct tuning *tuning, const char *name, size_t len)
{
    const struct yaml *node = tuning->placeholders ? tuning->placeholders->child : NULL;
    for (; node; node = node->next)
        if (strlen(node->name) == len && memcmp(node->name, name, len) == 0)
            return node;
    return NULL;
}

bool tuning_ignores(const struct tuning *tuning, const char *id, const char *title)
{
    const struct yaml *node = tuning->ignore ? tuning->ignore->child : NULL;
    for (; node; node = node->next)
        if (node->kind == YAML_SCALAR && (strcmp(node->text, id) == 0 || strcmp(node->text, title) == 0))
            return true;
    return false;
}

int64_t tuning_threshold(const struct tuning *tuning, const char *id, const char *title, int64_t fallback)
{
    const char *text = yaml_text(tuning->thresholds, id);
    if (!text)
        text = yaml_text(tuning->thresholds, title);
    long long value = text ? strtoll(text, NULL, 10) : 0;
    return value > 0 ? value : fallback;
}
