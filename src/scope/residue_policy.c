// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue_policy.h"

#include "src/base/jsonw.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 32 };

const char *residue_scalar(const struct json *node, struct arena *arena)
{
    double number;
    switch (json_type(node)) {
    case JSON_STRING:
        return arena_str(arena, json_str(node));
    case JSON_BOOL:
        return json_is_true(node) ? "true" : "false";
    case JSON_NUMBER:
        number = json_number(node, 0);
        return fabs(number) < 1e15 && number == floor(number) ? arena_fmt(arena, "%.0f", number)
                                                              : arena_fmt(arena, "%g", number);
    default:
        return NULL;
    }
}

static int compare_members(const void *a, const void *b)
{
    return strcmp(json_name(*(const struct json *const *)a), json_name(*(const struct json *const *)b));
}

static void write_node(struct jsonw *w, const struct json *node, struct arena *arena, unsigned depth);

/* Members in the order of their names, so that the same object always gives the same text. */
static void write_object(struct jsonw *w, const struct json *node, struct arena *arena, unsigned depth)
{
    size_t count = 0;
    const struct json **members = arena_alloc(arena, (json_count(node) + 1) * sizeof *members);
    for (const struct json *child = json_first(node); child; child = json_next(child))
        members[count++] = child;
    qsort(members, count, sizeof *members, compare_members);
    jsonw_object(w);
    for (size_t i = 0; i < count; i++) {
        jsonw_key(w, json_name(members[i]));
        write_node(w, members[i], arena, depth + 1);
    }
    jsonw_end(w);
}

static void write_node(struct jsonw *w, const struct json *node, struct arena *arena, unsigned depth)
{
    const char *scalar;
    switch (depth < DEPTH_MOST ? json_type(node) : JSON_NULL) {
    case JSON_OBJECT:
        write_object(w, node, arena, depth);
        break;
    case JSON_ARRAY:
        jsonw_array(w);
        for (const struct json *item = json_first(node); item; item = json_next(item))
            write_node(w, item, arena, depth + 1);
        jsonw_end(w);
        break;
    case JSON_STRING:
        jsonw_str(w, json_str(node));
        break;
    case JSON_BOOL:
    case JSON_NUMBER:
        scalar = residue_scalar(node, arena);
        jsonw_raw(w, scalar, strlen(scalar));
        break;
    default:
        jsonw_null(w);
        break;
    }
}

static const char *to_text(const struct json *node, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    write_node(&w, node, arena, 0);
    return arena_str(arena, buf_text(&out));
}

static int hex_value(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* "%7B%22Version..." as the documents of IAM responses are written. */
static const char *undo_percent(const char *text, struct arena *arena)
{
    char *out = arena_str(arena, text), *to = out;
    for (const char *at = text; *at; at++) {
        bool code = at[0] == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]);
        int byte = code ? hex_value(at[1]) * 16 + hex_value(at[2]) : 0;
        *to++ = byte ? (char)byte : *at;
        at += byte ? 2 : 0;
    }
    *to = '\0';
    return out;
}

const char *residue_document(const struct json *node, struct arena *arena)
{
    if (json_type(node) == JSON_ABSENT || json_type(node) == JSON_NULL)
        return NULL;
    const char *text = residue_scalar(node, arena);
    if (!text)
        return to_text(node, arena);
    return strncasecmp(text, "%7B", 3) == 0 ? undo_percent(text, arena) : text;
}

/* What a document is made of: the statements of a policy, or the whole of anything else. */
struct pieces {
    const char **items;
    size_t count;
};

static struct pieces pieces_of(const char *text, struct arena *arena)
{
    struct pieces pieces = {0};
    const struct json *root = text ? json_parse(arena, text, strlen(text), NULL) : NULL;
    const struct json *statements = json_get(root, "Statement");
    if (!text)
        return pieces;
    pieces.items = arena_alloc(arena, (json_count(statements) + 1) * sizeof *pieces.items);
    if (json_type(statements) == JSON_ARRAY)
        for (const struct json *item = json_first(statements); item; item = json_next(item))
            pieces.items[pieces.count++] = to_text(item, arena);
    else if (json_type(statements) == JSON_OBJECT)
        pieces.items[pieces.count++] = to_text(statements, arena);
    else
        pieces.items[pieces.count++] = root ? to_text(root, arena) : text;
    return pieces;
}

static bool holds(const struct pieces *pieces, const char *item)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (strcmp(pieces->items[i], item) == 0)
            return true;
    return false;
}

enum residue_left residue_left(const char *before, const char *mine, const char *now, struct arena *arena)
{
    struct pieces old = pieces_of(before, arena), added = pieces_of(mine, arena),
                  left = pieces_of(now, arena);
    size_t brought = 0, kept = 0;
    for (size_t i = 0; i < added.count; i++) {
        if (holds(&old, added.items[i]))
            continue;
        brought++;
        kept += holds(&left, added.items[i]);
    }
    if (kept == 0)
        return RESIDUE_LEFT_NONE;
    return kept == brought ? RESIDUE_LEFT_ALL : RESIDUE_LEFT_SOME;
}
