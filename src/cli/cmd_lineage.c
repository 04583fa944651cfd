// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/export/dot.h"
#include "src/scope/lineage.h"
#include "src/scope/lineage_text.h"

#include <string.h>

static const char *const format_words[] = {"table", "json", "dot", NULL};

static const struct option_spec own_options[] = {
    {.name = "format", .argument = "FORMAT", .help = "table, json or dot (Graphviz)", .words = format_words},
    {.name = "now", .argument = "TIME", .help = "what may still work then; default: at the last event"},
    {.name = "output", .letter = 'o', .argument = "FILE", .help = "write to FILE instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {0},
};

typedef void (*text_fn)(struct buf *out, const struct lineage_node *node);

static void put_safe(struct buf *out, const struct lineage_node *node, text_fn text)
{
    CLEANUP(buf) struct buf plain = {0};
    text(&plain, node);
    utf8_visible(out, buf_text(&plain), plain.len);
}

/* --- table --- */

static void put_line(struct buf *out, size_t indent, const char *text)
{
    buf_repeat(out, ' ', indent);
    utf8_visible(out, text, strlen(text));
    buf_char(out, '\n');
}

static void write_node(struct buf *out, const struct lineage_tree *tree, size_t i)
{
    const struct lineage_node *node = &tree->nodes[i];
    static const text_fn details[] = {lineage_text_origin, lineage_text_use, lineage_text_state};
    buf_repeat(out, ' ', node->depth * 4);
    buf_str(out, i == tree->self ? "> " : "- ");
    put_safe(out, node, lineage_text_name);
    buf_char(out, '\n');
    for (size_t j = 0; j < ARRAY_LEN(details); j++) {
        bool owner = strcmp(node->thing.kind, "principal") == 0 && !node->rule && i != tree->self;
        if (owner && details[j] != lineage_text_origin)
            continue;
        buf_repeat(out, ' ', node->depth * 4 + 4);
        put_safe(out, node, details[j]);
        buf_char(out, '\n');
    }
    if (node->note)
        put_line(out, node->depth * 4 + 4, node->note);
}

static void write_table(const struct lineage_tree *tree, struct buf *out)
{
    CLEANUP(buf) struct buf answer = {0};
    for (size_t i = 0; i < tree->count; i++)
        write_node(out, tree, i);
    lineage_text_answer(&answer, tree);
    buf_char(out, '\n');
    put_line(out, 0, buf_text(&answer));
}

/* --- JSON --- */

static void json_node(struct jsonw *w, const struct lineage_tree *tree, size_t i)
{
    const struct lineage_node *node = &tree->nodes[i];
    jsonw_object(w);
    jsonw_kstr(w, "kind", node->thing.kind);
    jsonw_kstr(w, "value", node->thing.value);
    jsonw_kstr(w, "label", node->label);
    jsonw_kstr(w, "principal", node->principal);
    jsonw_kstr(w, "side", i < tree->self ? "origin" : i == tree->self ? "self" : "issued");
    jsonw_kint(w, "depth", (int64_t)node->depth);
    jsonw_kstr(w, "rule", node->rule);
    jsonw_kstr(w, "strength", node->rule ? node->strength : "unproven");
    jsonw_kstr(w, "unproven", node->unproven);
    jsonw_kstr(w, "api", node->api);
    jsonw_kstr(w, "by", node->by);
    jsonw_kstr(w, "address", node->address);
    if (node->event_id)
        jsonw_kint(w, "event", node->event_id);
    jsonw_ktime(w, "issued", node->time_s);
    jsonw_kstr(w, "state", lineage_state_names[node->state]);
    jsonw_ktime(w, "until", node->until_s);
    jsonw_kbool(w, "until_is_longest_possible", node->until_is_cap);
    jsonw_kint(w, "events", node->events);
    jsonw_ktime(w, "first", node->first_s);
    jsonw_ktime(w, "last", node->last_s);
    jsonw_karray(w, "keys");
    for (size_t j = 0; j < node->key_count; j++)
        jsonw_str(w, node->keys[j]);
    jsonw_end(w);
    jsonw_kint(w, "stands_for", node->folded ? (int64_t)node->folded : 1);
    jsonw_kstr(w, "note", node->note);
    jsonw_end(w);
}

static void write_json(const struct lineage_tree *tree, struct buf *out)
{
    struct jsonw w;
    CLEANUP(buf) struct buf answer = {0};
    lineage_text_answer(&answer, tree);
    jsonw_init(&w, out);
    jsonw_object(&w);
    jsonw_ktime(&w, "now", tree->now_s);
    jsonw_kstr(&w, "answer", buf_text(&answer));
    jsonw_kint(&w, "live", (int64_t)tree->live);
    jsonw_kint(&w, "lasting", (int64_t)tree->lasting);
    jsonw_ktime(&w, "until", tree->until_s);
    jsonw_kbool(&w, "cut", tree->cut);
    jsonw_karray(&w, "nodes");
    for (size_t i = 0; i < tree->count; i++)
        json_node(&w, tree, i);
    jsonw_end(&w);
    jsonw_end(&w);
    buf_char(out, '\n');
}

static void write_dot(const struct lineage_tree *tree, struct buf *out)
{
    struct dot dot;
    dot_open(&dot, out);
    dot_tree(&dot, tree);
    dot_close(&dot);
}

static bool moment(const struct call *call, int64_t *ret_s, struct err *err)
{
    const char *text = option_value(&call->options, "now");
    *ret_s = ISOTIME_NONE;
    return !text || isotime_parse_human(text, isotime_now(), ret_s) ||
           err_set(err, ERR_USAGE, "--now takes a time (2020-04-01, 2020-04-01T12:00:00Z), not \"%s\"", text);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf out = {0};
    const char *format = option_value(&call->options, "format");
    struct lineage_thing thing;
    int64_t now_s;
    if (!moment(call, &now_s, err) || !call_open(call, DB_WRITE, &db, err) || !lineage_refresh(db, err) ||
        !lineage_find(db, call->args[0], &arena, &thing, err) ||
        !lineage_tree_load(&tree, db, &thing, now_s, err))
        return false;
    if (format && strcmp(format, "json") == 0)
        write_json(&tree, &out);
    else if (format && strcmp(format, "dot") == 0)
        write_dot(&tree, &out);
    else
        write_table(&tree, &out);
    return output_document(call, buf_text(&out), out.len, err);
}

const struct command cmd_lineage = {
    .name = "lineage",
    .group = CMD_JUDGE,
    .usage = "CASE THING",
    .summary = "Where a credential came from, and what would still work if it were deleted",
    .detail = "THING is a key, session, principal or event, as KIND:VALUE or by itself: what an event\n"
              "issued, or else what it was called with. Above the line that begins with > is where it\n"
              "came from, below what came from it. Each line names the rule that joined it and how\n"
              "sure that is; what the logs cannot prove is called unproven, with the reason.\n",
    .args_min = 1,
    .args_max = 1,
    .tables = {own_options},
    .run = run,
};
