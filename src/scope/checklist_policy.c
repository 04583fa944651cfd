// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist_policy.h"

#include "src/base/jsonw.h"

#include <string.h>

struct policy_right *policy_find(const struct policy_rights *rights, const char *action)
{
    for (size_t i = 0; i < rights->count; i++)
        if (strcmp(rights->items[i].action, action) == 0)
            return &rights->items[i];
    return NULL;
}

struct policy_right *policy_add(struct policy_rights *rights, struct arena *arena, const char *action)
{
    struct policy_right *found = policy_find(rights, action);
    if (found)
        return found;
    if (rights->count == rights->size) {
        size_t size = 2 * rights->size + 16;
        struct policy_right *grown = arena_zero(arena, size, sizeof *grown);
        if (rights->count)
            memcpy(grown, rights->items, rights->count * sizeof *grown);
        rights->items = grown;
        rights->size = size;
    }
    rights->items[rights->count] = (struct policy_right){.action = action};
    return &rights->items[rights->count++];
}

static bool is_anywhere(const struct policy_right *right)
{
    return right->anywhere || right->on.count == 0 || right->on.count > POLICY_ARNS_MAX;
}

static bool is_alike(const struct policy_right *a, const struct policy_right *b)
{
    if (is_anywhere(a) || is_anywhere(b))
        return is_anywhere(a) && is_anywhere(b);
    if (a->on.count != b->on.count)
        return false;
    for (size_t i = 0; i < a->on.count; i++)
        if (strcmp(a->on.items[i], b->on.items[i]) != 0)
            return false;
    return true;
}

static bool is_first(const struct policy_rights *rights, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (is_alike(&rights->items[i], &rights->items[at]))
            return false;
    return true;
}

/* A bucket stands for itself and for what is in it: some permissions are on the one, some on the other. */
static void put_arns(struct jsonw *w, const struct policy_right *right, struct arena *arena)
{
    jsonw_karray(w, "Resource");
    for (size_t i = 0; i < right->on.count; i++) {
        jsonw_str(w, right->on.items[i]);
        if (strncmp(right->action, "s3:", 3) == 0)
            jsonw_str(w, arena_fmt(arena, "%s/*", right->on.items[i]));
    }
    jsonw_end(w);
}

const char *policy_write(const struct policy_rights *rights, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    size_t narrowed = 0;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kstr(&w, "Version", "2012-10-17");
    jsonw_karray(&w, "Statement");
    for (size_t i = 0; i < rights->count; i++) {
        const struct policy_right *right = &rights->items[i];
        if (!is_first(rights, i))
            continue;
        jsonw_object(&w);
        jsonw_kstr(&w, "Sid",
                   is_anywhere(right) ? "CallsInUse" : arena_fmt(arena, "CallsInUseOn%zu", ++narrowed));
        jsonw_kstr(&w, "Effect", "Allow");
        jsonw_karray(&w, "Action");
        for (size_t other = i; other < rights->count; other++)
            if (is_alike(right, &rights->items[other]))
                jsonw_str(&w, rights->items[other].action);
        jsonw_end(&w);
        if (is_anywhere(right))
            jsonw_kstr(&w, "Resource", "*");
        else
            put_arns(&w, right, arena);
        jsonw_end(&w);
    }
    jsonw_end(&w);
    jsonw_end(&w);
    return arena_str(arena, buf_text(&out));
}
