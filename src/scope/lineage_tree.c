// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/lineage_tree.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/scope/lineage.h"
#include "src/scope/lineage_node.h"

#include <stdlib.h>
#include <string.h>

enum { CHAIN_MOST = 100 };

const char *const lineage_state_names[LINEAGE_STATE__COUNT] = {
    [LINEAGE_LASTS] = "lasts",     [LINEAGE_LIVE] = "live",         [LINEAGE_ENDED] = "ended",
    [LINEAGE_DELETED] = "deleted", [LINEAGE_DISABLED] = "disabled",
};

void lineage_tree_done(struct lineage_tree *tree)
{
    free(tree->nodes);
    arena_done(&tree->arena);
    *tree = (struct lineage_tree){0};
}

static uint64_t hash_of(const struct lineage_thing *thing)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *at = thing->kind; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    for (const char *at = thing->value; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    return hash;
}

enum { SEEN_SLOTS = 4 * LINEAGE_NODES_MOST };

struct building {
    struct lineage_look look;
    struct lineage_tree *tree;
    size_t cap;
    const struct lineage_thing **seen; /* open addressing, SEEN_SLOTS of them */
    size_t seen_count;
};

/* Note that a thing is in the tree; false when it was. */
static bool note(struct building *b, const struct lineage_thing *thing)
{
    size_t slot = hash_of(thing) % SEEN_SLOTS;
    for (; b->seen[slot]; slot = (slot + 1) % SEEN_SLOTS)
        if (strcmp(b->seen[slot]->kind, thing->kind) == 0 && strcmp(b->seen[slot]->value, thing->value) == 0)
            return false;
    struct lineage_thing *kept = arena_alloc(&b->tree->arena, sizeof *kept);
    *kept = *thing;
    b->seen[slot] = kept;
    b->seen_count++;
    return true;
}

static bool add(struct building *b, const struct lineage_thing *thing, const struct lineage_edge *edge,
                size_t depth, struct err *err)
{
    struct lineage_tree *tree = b->tree;
    if (tree->count == b->cap) {
        b->cap = b->cap ? b->cap * 2 : 64;
        tree->nodes = alloc_resize(tree->nodes, b->cap, sizeof *tree->nodes);
    }
    struct lineage_node *node = &tree->nodes[tree->count];
    if (!lineage_node_load(&b->look, thing, edge, node, err))
        return false;
    node->depth = depth;
    tree->count++;
    return true;
}

/* --- back --- */

struct link {
    struct lineage_thing thing;
    struct lineage_edge edge;
};

/* Whose a credential is, when no call tells where it came from. */
static bool owner_of(struct building *b, const struct link *link, struct lineage_thing *ret, struct err *err)
{
    struct lineage_node node;
    *ret = (struct lineage_thing){0};
    if (strcmp(link->thing.kind, "principal") == 0)
        return true;
    if (!lineage_node_load(&b->look, &link->thing, &link->edge, &node, err))
        return false;
    if (node.principal)
        *ret = (struct lineage_thing){"principal", node.principal};
    return true;
}

/* The chain from the thing back to the first one known, then its nodes from there on. */
static bool add_chain(struct building *b, const struct lineage_thing *thing, struct err *err)
{
    struct link chain[CHAIN_MOST] = {{.thing = *thing}};
    size_t count = 0;
    struct lineage_thing next = *thing;
    while (count < CHAIN_MOST && next.kind && note(b, &next)) {
        struct link *link = &chain[count++];
        link->thing = next;
        if (!lineage_edge_of(b->look.db, &next, &b->tree->arena, &link->edge, err))
            return false;
        next = link->edge.thing;
        if (!link->edge.rule && !owner_of(b, link, &next, err))
            return false;
    }
    for (size_t i = count; i-- > 0;)
        if (!add(b, &chain[i].thing, &chain[i].edge, count - 1 - i, err))
            return false;
    b->tree->self = count - 1;
    return true;
}

/* --- forward --- */

struct edges {
    struct lineage_edge *items;
    size_t count, cap;
};

static void edges_add(struct edges *edges, const struct lineage_edge *edge)
{
    if (edges->count == edges->cap) {
        edges->cap = edges->cap ? edges->cap * 2 : 16;
        edges->items = alloc_resize(edges->items, edges->cap, sizeof *edges->items);
    }
    edges->items[edges->count++] = *edge;
}

static bool list(struct building *b, enum query_id query, const struct lineage_thing *parent,
                 struct edges *edges, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(b->look.db, query, &row, err))
        return false;
    if (stmt_has_param(row, ":kind"))
        stmt_text(row, ":kind", parent->kind);
    stmt_text(row, ":value", parent->value);
    stmt_int(row, ":limit", LINEAGE_NODES_MOST + 1);
    bool whole = stmt_columns(row) > 2;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        struct lineage_edge edge = {.expires_s = ISOTIME_NONE};
        if (whole)
            edge = lineage_edge_read(row, &b->tree->arena);
        else
            edge.thing = (struct lineage_thing){stmt_text_dup(row, 0, &b->tree->arena),
                                                stmt_text_dup(row, 1, &b->tree->arena)};
        edges_add(edges, &edge);
    }
    return end == STMT_DONE;
}

/* What came from a thing: what its calls issued, and of a principal its keys and sessions. */
static bool list_children(struct building *b, const struct lineage_thing *parent, struct edges *edges,
                          struct err *err)
{
    if (strcmp(parent->kind, "principal") == 0 &&
        (!list(b, QUERY_LINEAGE_PRINCIPAL_KEYS, parent, edges, err) ||
         !list(b, QUERY_LINEAGE_PRINCIPAL_SESSIONS, parent, edges, err)))
        return false;
    return list(b, QUERY_LINEAGE_CHILDREN, parent, edges, err);
}

static bool add_below(struct building *b, struct lineage_thing parent, size_t depth, struct err *err);

static bool add_child(struct building *b, struct lineage_edge *edge, size_t depth, struct err *err)
{
    struct lineage_thing child = edge->thing;
    if (!edge->rule && !lineage_edge_of(b->look.db, &child, &b->tree->arena, edge, err))
        return false;
    return add(b, &child, edge, depth, err) && (depth > CHAIN_MOST || add_below(b, child, depth + 1, err));
}

static bool add_below(struct building *b, struct lineage_thing parent, size_t depth, struct err *err)
{
    struct edges edges = {0};
    bool done = list_children(b, &parent, &edges, err);
    for (size_t i = 0; done && i < edges.count; i++) {
        if (b->seen_count >= LINEAGE_NODES_MOST) {
            b->tree->cut = true;
            break;
        }
        if (note(b, &edges.items[i].thing))
            done = add_child(b, &edges.items[i], depth, err);
    }
    free(edges.items);
    return done;
}

/* --- folding and counting --- */

static bool is_leaf(const struct lineage_tree *tree, size_t i)
{
    return i + 1 == tree->count || tree->nodes[i + 1].depth <= tree->nodes[i].depth;
}

static bool folds(const struct lineage_tree *tree, size_t i)
{
    return i > tree->self && tree->nodes[i].state == LINEAGE_ENDED && is_leaf(tree, i);
}

static bool folds_together(const struct lineage_node *a, const struct lineage_node *b)
{
    return a->depth == b->depth && a->kin && b->kin && strcmp(a->kin, b->kin) == 0;
}

/* One line for many: from the first to the last of them. */
static void fold_into(struct lineage_node *into, const struct lineage_node *node)
{
    into->folded = into->folded ? into->folded + 1 : 2;
    into->events += node->events;
    if (node->first_s != ISOTIME_NONE && (into->first_s == ISOTIME_NONE || node->first_s < into->first_s))
        into->first_s = node->first_s;
    if (node->last_s != ISOTIME_NONE && (into->last_s == ISOTIME_NONE || node->last_s > into->last_s))
        into->last_s = node->last_s;
    if (node->until_s > into->until_s)
        into->until_s = node->until_s;
}

/* The line among the kept ones, under the same parent, that can stand for this one too. */
static struct lineage_node *line_for(struct lineage_node *kept, const bool *foldable, size_t count,
                                     const struct lineage_node *node)
{
    for (size_t i = count; i-- > 0 && kept[i].depth >= node->depth;)
        if (foldable[i] && folds_together(&kept[i], node))
            return &kept[i];
    return NULL;
}

/* Sessions and keys of one kin that have ended and led nowhere. */
static void fold(struct lineage_tree *tree)
{
    size_t kept = 0;
    struct lineage_node *nodes = alloc_zero(tree->count, sizeof *nodes);
    bool *foldable = alloc_zero(tree->count, sizeof *foldable);
    for (size_t i = 0; i < tree->count; i++) {
        bool may = folds(tree, i);
        struct lineage_node *line = may ? line_for(nodes, foldable, kept, &tree->nodes[i]) : NULL;
        if (line) {
            fold_into(line, &tree->nodes[i]);
            continue;
        }
        foldable[kept] = may;
        nodes[kept++] = tree->nodes[i];
    }
    free(foldable);
    free(tree->nodes);
    tree->nodes = nodes;
    tree->count = kept;
}

static void count_live(struct lineage_tree *tree)
{
    tree->until_s = ISOTIME_NONE;
    for (size_t i = tree->self + 1; i < tree->count; i++) {
        const struct lineage_node *node = &tree->nodes[i];
        tree->lasting += node->state == LINEAGE_LASTS;
        if (node->state != LINEAGE_LIVE)
            continue;
        tree->live++;
        if (node->until_s > tree->until_s)
            tree->until_s = node->until_s;
    }
}

static bool last_event(struct db *db, int64_t *ret_s, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(db, QUERY_EVENT_TOTALS, &row, err) || stmt_step(row, err) != STMT_ROW)
        return false;
    *ret_s = stmt_get_time(row, 2);
    stmt_clear(row);
    return true;
}

bool lineage_tree_load(struct lineage_tree *ret, struct db *db, const struct lineage_thing *thing,
                       int64_t now_s, struct err *err)
{
    *ret = (struct lineage_tree){.now_s = now_s};
    if (!lineage_refresh(db, err) || (now_s == ISOTIME_NONE && !last_event(db, &ret->now_s, err)))
        return false;
    struct building b = {.look = {db, ret->now_s, &ret->arena}, .tree = ret};
    b.seen = alloc_zero(SEEN_SLOTS, sizeof *b.seen);
    bool built = add_chain(&b, thing, err) &&
                 add_below(&b, ret->nodes[ret->self].thing, ret->nodes[ret->self].depth + 1, err);
    free(b.seen);
    if (!built)
        return false;
    fold(ret);
    count_live(ret);
    return true;
}
