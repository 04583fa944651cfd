// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/lineage_text.h"

#include "src/base/isotime.h"
#include "src/scope/phrase.h"

#include <string.h>

static bool is_kind(const struct lineage_node *node, const char *kind)
{
    return strcmp(node->thing.kind, kind) == 0;
}

static void put_time(struct buf *out, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    buf_str(out, isotime_format(time_s, iso));
}

void lineage_text_name(struct buf *out, const struct lineage_node *node)
{
    /* The labels of the other kinds say what they are. */
    static const struct {
        const char *kind, *word;
    } words[] = {
        {"key", "access key"}, {"token", "token"}, {"host", "way into a host"}, {"factor", "second factor"}};
    if (node->folded)
        buf_fmt(out, "%zu times ", node->folded);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (is_kind(node, words[i].kind))
            buf_fmt(out, "%s ", words[i].word);
    buf_str(out, node->folded ? node->kin : node->label);
}

void lineage_text_origin(struct buf *out, const struct lineage_node *node)
{
    if (!node->rule) {
        buf_fmt(out, "unproven: %s", node->unproven);
        return;
    }
    buf_str(out, node->api);
    if (node->by)
        buf_fmt(out, " by %s", node->by);
    if (node->address && (!node->by || strcmp(node->address, node->by) != 0))
        buf_fmt(out, " from %s", node->address);
    buf_str(out, node->folded ? " first at " : " at ");
    put_time(out, node->time_s);
    buf_fmt(out, " [%s, %s]", node->rule, node->strength);
}

void lineage_text_state(struct buf *out, const struct lineage_node *node)
{
    switch (node->state) {
    case LINEAGE_LASTS:
        buf_str(out, "works until it is deleted");
        break;
    case LINEAGE_DELETED:
        buf_str(out, "deleted ");
        put_time(out, node->until_s);
        break;
    case LINEAGE_DISABLED:
        buf_str(out, "disabled ");
        put_time(out, node->until_s);
        buf_str(out, ", works when it is enabled again");
        break;
    case LINEAGE_LIVE:
        buf_str(out, "MAY STILL WORK");
        if (node->until_s != ISOTIME_NONE) {
            buf_str(out, " until ");
            put_time(out, node->until_s);
            buf_str(out, node->until_is_cap ? " (longest possible; the logs do not tell)" : "");
        }
        break;
    default:
        buf_str(out, node->until_is_cap ? "ended by " : "ended ");
        put_time(out, node->until_s);
        buf_str(out, node->until_is_cap ? " at the latest" : "");
        break;
    }
}

void lineage_text_use(struct buf *out, const struct lineage_node *node)
{
    if (!node->events) {
        buf_str(out, "no event of it");
        return;
    }
    phrase_count(out, node->events, "event", "events");
    buf_str(out, ", ");
    put_time(out, node->first_s);
    if (node->last_s != node->first_s) {
        buf_str(out, " to ");
        put_time(out, node->last_s);
    }
}

void lineage_text_answer(struct buf *out, const struct lineage_tree *tree)
{
    buf_str(out, "as of ");
    put_time(out, tree->now_s);
    buf_str(out, ", if it were deleted: ");
    if (!tree->live && !tree->lasting) {
        buf_str(out, "nothing that came from it would go on working");
    } else {
        if (tree->live)
            phrase_count(out, (int64_t)tree->live, "session may still work", "sessions may still work");
        if (tree->live && tree->until_s != ISOTIME_NONE) {
            buf_str(out, " until ");
            put_time(out, tree->until_s);
        }
        if (tree->lasting) {
            buf_str(out, tree->live ? ", " : "");
            phrase_count(out, (int64_t)tree->lasting, "thing it made lasts", "things it made last");
            buf_str(out, " until deleted");
        }
    }
    if (tree->cut)
        buf_fmt(out, "; there is more than the %d shown", LINEAGE_NODES_MOST);
}
