// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/yaml.h"

#include <string.h>
#include <strings.h>
#include <yaml.h>

struct reading {
    yaml_parser_t parser;
    struct arena *arena;
    struct yaml *stack[YAML_DEPTH]; /* open lists and maps */
    struct yaml *last[YAML_DEPTH];  /* the last child of each */
    const char *name[YAML_DEPTH];   /* the member whose value comes next */
    unsigned depth;
    size_t nodes;
    struct yaml *root;
    size_t line;
    struct err *err;
};

static bool fail(struct reading *in, const char *what)
{
    return err_set(in->err, ERR_FORMAT, "line %zu: %s", in->line, what);
}

/* Hang a node where it belongs. */
static bool place(struct reading *in, struct yaml *node)
{
    if (!in->depth) {
        in->root = node;
        return true;
    }
    struct yaml *parent = in->stack[in->depth - 1];
    if (parent->kind == YAML_MAP) {
        node->name = in->name[in->depth - 1];
        in->name[in->depth - 1] = NULL;
        if (yaml_get(parent, node->name))
            return fail(in, "the same member twice");
    }
    struct yaml **last = &in->last[in->depth - 1];
    *(*last ? &(*last)->next : &parent->child) = node;
    *last = node;
    parent->count++;
    return true;
}

static struct yaml *new_node(struct reading *in, enum yaml_kind kind)
{
    struct yaml *node = arena_zero(in->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = in->line;
    in->nodes++;
    return node;
}

static bool open_node(struct reading *in, enum yaml_kind kind, const void *anchor)
{
    if (anchor)
        return fail(in, "anchors and aliases are not read");
    if (in->depth && in->stack[in->depth - 1]->kind == YAML_MAP && !in->name[in->depth - 1])
        return fail(in, "a list or map cannot be the name of a member");
    if (in->depth == YAML_DEPTH)
        return fail(in, "nested too deep");
    struct yaml *node = new_node(in, kind);
    if (!place(in, node))
        return false;
    in->stack[in->depth] = node;
    in->last[in->depth] = NULL;
    in->name[in->depth++] = NULL;
    return true;
}

static bool take_scalar(struct reading *in, const yaml_event_t *event)
{
    const char *bytes = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    if (event->data.scalar.anchor)
        return fail(in, "anchors and aliases are not read");
    if (memchr(bytes, '\0', len))
        return fail(in, "a NUL character");
    const char *text = arena_strn(in->arena, bytes, len);
    if (in->depth && in->stack[in->depth - 1]->kind == YAML_MAP && !in->name[in->depth - 1]) {
        in->name[in->depth - 1] = text;
        return true;
    }
    struct yaml *node = new_node(in, YAML_SCALAR);
    node->text = text;
    node->len = len;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return place(in, node);
}

static bool take(struct reading *in, const yaml_event_t *event)
{
    in->line = event->start_mark.line + 1;
    if (in->nodes > YAML_NODES)
        return fail(in, "too many values");
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return fail(in, "anchors and aliases are not read");
    case YAML_SCALAR_EVENT:
        return take_scalar(in, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_node(in, YAML_LIST, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return open_node(in, YAML_MAP, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        in->depth--;
        return true;
    default:
        return true;
    }
}

static bool yaml_mistake(struct reading *in)
{
    in->line = in->parser.problem_mark.line + 1;
    return fail(in, in->parser.problem ? in->parser.problem : "no YAML");
}

/* A document ends where the next begins: its marks leave out comments and the dashes before it. */
static void add_document(struct yaml_documents *ret, struct reading *in, const char *text, size_t from,
                         size_t to)
{
    if (ret->count % 16 == 0) {
        struct yaml_document *grown = arena_alloc(in->arena, (ret->count + 16) * sizeof *grown);
        if (ret->count)
            memcpy(grown, ret->items, ret->count * sizeof *grown);
        ret->items = grown;
    }
    ret->items[ret->count++] =
        (struct yaml_document){.root = in->root, .text = text + from, .len = to - from};
    in->root = NULL;
}

static bool read_all(struct reading *in, struct yaml_documents *ret, const char *text, size_t len)
{
    yaml_event_t event;
    size_t from = 0;
    for (bool more = true; more;) {
        if (!yaml_parser_parse(&in->parser, &event))
            return yaml_mistake(in);
        size_t start = event.start_mark.index, end = event.end_mark.index;
        yaml_event_type_t type = event.type;
        bool ok = take(in, &event);
        yaml_event_delete(&event);
        if (!ok)
            return false;
        if (type == YAML_DOCUMENT_START_EVENT)
            from = start;
        if (type == YAML_DOCUMENT_END_EVENT && in->root)
            add_document(ret, in, text, from < len ? from : len, end < len ? end : len);
        more = type != YAML_STREAM_END_EVENT;
    }
    return true;
}

/* libyaml counts characters where texts are cut by bytes. */
static void cut_by_bytes(struct yaml_documents *docs, const char *text, size_t len)
{
    size_t chars = 0, n = 0;
    for (size_t byte = 0; byte <= len && n < docs->count; byte++) {
        bool lead = byte == len || ((unsigned char)text[byte] & 0xC0) != 0x80;
        if (!lead)
            continue;
        while (n < docs->count && (size_t)(docs->items[n].text - text) == chars) {
            docs->items[n].text = text + byte;
            n++;
        }
        chars++;
    }
    for (size_t i = 0; i < docs->count; i++) {
        const char *end = i + 1 < docs->count ? docs->items[i + 1].text : text + len;
        docs->items[i].len = end > docs->items[i].text ? (size_t)(end - docs->items[i].text) : 0;
    }
}

bool yaml_read(struct yaml_documents *ret, struct arena *arena, const char *text, size_t len,
               size_t *ret_line, struct err *err)
{
    struct reading in = {.arena = arena, .line = 1, .err = err};
    *ret = (struct yaml_documents){0};
    if (len > YAML_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "line 1: longer than %d bytes", YAML_BYTES_MAX);
    if (!yaml_parser_initialize(&in.parser))
        return err_set(err, ERR_LIMIT, "line 1: no memory to read it");
    yaml_parser_set_encoding(&in.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&in.parser, (const unsigned char *)text, len);
    bool ok = read_all(&in, ret, text, len);
    yaml_parser_delete(&in.parser);
    if (ok)
        cut_by_bytes(ret, text, len);
    if (ret_line)
        *ret_line = in.line;
    return ok;
}

const struct yaml *yaml_get(const struct yaml *map, const char *name)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml *child = map->child; child; child = child->next)
        if (strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const char *yaml_text(const struct yaml *map, const char *name)
{
    const struct yaml *node = yaml_get(map, name);
    return node && node->kind == YAML_SCALAR ? node->text : NULL;
}

bool yaml_is_null(const struct yaml *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    if (node->kind != YAML_SCALAR || !node->plain)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(node->text, words[i]) == 0)
            return true;
    return false;
}

bool yaml_bool(const struct yaml *node, bool *ret)
{
    if (!node || node->kind != YAML_SCALAR)
        return false;
    *ret = strcasecmp(node->text, "true") == 0;
    return *ret || strcasecmp(node->text, "false") == 0;
}
