// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/dot.h"

#include "src/base/utf8.h"
#include "src/export/export.h"
#include "src/export/indicator.h"
#include "src/scope/lineage_text.h"

#include <string.h>

typedef void (*text_fn)(struct buf *out, const struct lineage_node *node);

void dot_open(struct dot *dot, struct buf *out)
{
    *dot = (struct dot){.out = out};
    buf_str(out, "digraph lineage {\n    rankdir=LR;\n    node [shape=box];\n");
}

void dot_close(struct dot *dot)
{
    buf_str(dot->out, "}\n");
    arena_done(&dot->arena);
}

static size_t find(const struct dot *dot, const char *name)
{
    size_t i = 0;
    while (i < dot->count && strcmp(dot->names[i], name) != 0)
        i++;
    return i;
}

/* The number of a node; a new one gets the next. */
static size_t number_of(struct dot *dot, const struct lineage_node *node, bool *ret_new)
{
    char *name =
        arena_fmt(&dot->arena, "%s:%s%s", node->thing.kind, node->thing.value, node->folded ? " …" : "");
    size_t n = find(dot, name);
    *ret_new = n == dot->count;
    if (!*ret_new)
        return n;
    if (dot->count == dot->size) {
        const char **more = arena_alloc(&dot->arena, (dot->size = 2 * dot->size + 64) * sizeof *more);
        if (dot->count)
            memcpy(more, dot->names, dot->count * sizeof *more);
        dot->names = more;
    }
    dot->names[dot->count++] = name;
    return n;
}

bool dot_has(const struct dot *dot, const struct lineage_thing *thing)
{
    CLEANUP(buf) struct buf name = {0};
    buf_fmt(&name, "%s:%s", thing->kind, thing->value);
    return find(dot, buf_text(&name)) < dot->count;
}

/* A quoted string of DOT; what is in it was made visible, so that only quotes and backslashes are left. */
static void put_quoted(struct buf *out, const struct lineage_node *node, text_fn first, text_fn second)
{
    CLEANUP(buf) struct buf plain = {0}, text = {0};
    first(&plain, node);
    utf8_visible(&text, buf_text(&plain), plain.len);
    if (second) {
        buf_clear(&plain);
        second(&plain, node);
        buf_char(&text, '\n');
        utf8_visible(&text, buf_text(&plain), plain.len);
    }
    buf_char(out, '"');
    for (const char *at = buf_text(&text); *at; at++)
        if (*at == '\n')
            buf_str(out, "\\n");
        else if (*at == '"' || *at == '\\')
            buf_fmt(out, "\\%c", *at);
        else
            buf_char(out, *at);
    buf_char(out, '"');
}

static size_t parent_of(const struct lineage_tree *tree, size_t i)
{
    size_t at = i;
    while (at > 0 && tree->nodes[at].depth >= tree->nodes[i].depth)
        at--;
    return at;
}

static void put_node(struct dot *dot, const struct lineage_tree *tree, size_t i, size_t number)
{
    static const char *const styles[LINEAGE_STATE__COUNT] = {
        [LINEAGE_LASTS] = "solid",    [LINEAGE_LIVE] = "bold",       [LINEAGE_ENDED] = "dashed",
        [LINEAGE_DELETED] = "dashed", [LINEAGE_DISABLED] = "dashed",
    };
    buf_fmt(dot->out, "    n%zu [label=", number);
    put_quoted(dot->out, &tree->nodes[i], lineage_text_name, lineage_text_state);
    buf_fmt(dot->out, ", style=%s%s];\n", styles[tree->nodes[i].state],
            i == tree->self ? ", peripheries=2" : "");
}

void dot_tree(struct dot *dot, const struct lineage_tree *tree)
{
    size_t *numbers = arena_zero(&dot->arena, tree->count + 1, sizeof *numbers);
    for (size_t i = 0; i < tree->count; i++) {
        const struct lineage_node *node = &tree->nodes[i];
        bool is_new;
        numbers[i] = number_of(dot, node, &is_new);
        if (is_new)
            put_node(dot, tree, i, numbers[i]);
        if (i == 0 || !is_new)
            continue;
        buf_fmt(dot->out, "    n%zu -> n%zu [label=", numbers[parent_of(tree, i)], numbers[i]);
        put_quoted(dot->out, node, lineage_text_origin, NULL);
        bool weak = !node->rule || strcmp(node->strength, "plausible") == 0;
        buf_fmt(dot->out, "%s];\n", weak ? ", style=dotted" : "");
    }
}

/* --- the whole case: what the attacker acted with --- */

static bool add(struct dot *dot, struct db *db, const struct indicator *it, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    struct lineage_thing thing;
    struct err unknown;
    char *word = arena_fmt(&arena, "%s:%s", it->type, it->value);
    if (!lineage_find(db, word, &arena, &thing, &unknown) || dot_has(dot, &thing))
        return true; /* has no lineage, or is there as part of another's */
    if (!lineage_tree_load(&tree, db, &thing, ISOTIME_NONE, err))
        return false;
    dot_tree(dot, &tree);
    return true;
}

bool export_dot(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(indicators) struct indicators list = {0};
    struct dot dot;
    bool ok = true;
    if (!indicators_load(&list, from->db, err))
        return false;
    dot_open(&dot, &to->out);
    for (size_t i = 0; ok && i < list.count; i++)
        if (list.items[i].dim == FACT_KEY || list.items[i].dim == FACT_SESSION)
            ok = add(&dot, from->db, &list.items[i], err);
    dot_close(&dot);
    return ok && sink_flush(to, err);
}
