// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/field.h"

#include "src/base/buf.h"

#include <string.h>

enum { NAME_MAX_BYTES = 256, DEPTH_MAX = 64 };

static void add(struct field_values *to, struct arena *arena, const char *text, size_t len)
{
    if (to->count == to->size) {
        struct field_text *grown = arena_alloc(arena, (to->size = 2 * to->size + 8) * sizeof *grown);
        if (to->count)
            memcpy(grown, to->items, to->count * sizeof *grown);
        to->items = grown;
    }
    to->items[to->count++] = (struct field_text){text, len};
}

static void write_string(struct buf *out, const char *text)
{
    buf_char(out, '"');
    for (; *text; text++) {
        static const char plain[] = "\b\f\n\r\t", letters[] = "bfnrt";
        const char *at = strchr(plain, *text);
        if (*text == '"' || *text == '\\')
            buf_char(out, '\\');
        if (at)
            buf_fmt(out, "\\%c", letters[at - plain]);
        else if ((unsigned char)*text < 0x20)
            buf_fmt(out, "\\u%04x", (unsigned)*text);
        else
            buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void write_compact(struct buf *out, const struct json *node, unsigned depth)
{
    bool is_object = json_type(node) == JSON_OBJECT;
    switch (json_type(node)) {
    case JSON_STRING:
        write_string(out, json_str(node));
        return;
    case JSON_NUMBER:
        buf_str(out, json_digits(node) ? json_digits(node) : "0");
        return;
    case JSON_BOOL:
        buf_str(out, json_is_true(node) ? "true" : "false");
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    default:
        buf_str(out, "null");
        return;
    }
    buf_char(out, is_object ? '{' : '[');
    for (const struct json *child = json_first(node); child && depth < DEPTH_MAX; child = json_next(child)) {
        if (child != json_first(node))
            buf_char(out, ',');
        if (is_object) {
            write_string(out, json_name(child));
            buf_char(out, ':');
        }
        write_compact(out, child, depth + 1);
    }
    buf_char(out, is_object ? '}' : ']');
}

static void add_compact(struct field_values *to, struct arena *arena, const struct json *node)
{
    CLEANUP(buf) struct buf text = {0};
    write_compact(&text, node, 0);
    add(to, arena, arena_strn(arena, buf_text(&text), text.len), text.len);
    if (!strstr(buf_text(&text), "\\\""))
        return;
    size_t to_len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '\\' && text.bytes[i + 1] == '"')
            i++;
        text.bytes[to_len++] = text.bytes[i];
    }
    add(to, arena, arena_strn(arena, text.bytes, to_len), to_len);
}

static void add_value(struct field_values *to, struct arena *arena, const struct json *node, unsigned depth)
{
    const char *text = NULL;
    to->found = true;
    switch (json_type(node)) {
    case JSON_STRING:
        text = json_str(node);
        break;
    case JSON_NUMBER:
        text = json_digits(node);
        break;
    case JSON_BOOL:
        text = json_is_true(node) ? "true" : "false";
        break;
    case JSON_ARRAY:
        for (const struct json *child = json_first(node); child && depth < DEPTH_MAX;
             child = json_next(child))
            add_value(to, arena, child, depth + 1);
        add_compact(to, arena, node);
        return;
    case JSON_OBJECT:
        add_compact(to, arena, node);
        return;
    default:
        return;
    }
    if (text)
        add(to, arena, text, strlen(text));
}

static void look_up(struct field_values *to, struct arena *arena, const struct json *node, const char *name,
                    unsigned depth)
{
    char head[NAME_MAX_BYTES];
    if (json_type(node) == JSON_ARRAY) {
        for (const struct json *child = json_first(node); child && depth < DEPTH_MAX;
             child = json_next(child))
            look_up(to, arena, child, name, depth + 1);
        return;
    }
    const struct json *child = json_get(node, name);
    if (child) {
        add_value(to, arena, child, 0);
        return;
    }
    const char *dot = strchr(name, '.');
    if (!dot || (size_t)(dot - name) >= sizeof head || depth == DEPTH_MAX)
        return;
    memcpy(head, name, (size_t)(dot - name));
    head[dot - name] = '\0';
    child = json_get(node, head);
    if (child)
        look_up(to, arena, child, dot + 1, depth + 1);
}

void field_values(const struct json *record, const char *name, struct arena *arena, struct field_values *ret)
{
    *ret = (struct field_values){0};
    look_up(ret, arena, record, name, 0);
}

static void add_leaves(struct field_values *to, struct arena *arena, const struct json *node, unsigned depth)
{
    if (json_type(node) != JSON_OBJECT && json_type(node) != JSON_ARRAY) {
        add_value(to, arena, node, 0);
        return;
    }
    for (const struct json *child = json_first(node); child && depth < DEPTH_MAX; child = json_next(child))
        add_leaves(to, arena, child, depth + 1);
}

void field_leaves(const struct json *record, struct arena *arena, struct field_values *ret)
{
    *ret = (struct field_values){0};
    add_leaves(ret, arena, record, 0);
}
