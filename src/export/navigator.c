// SPDX-License-Identifier: GPL-3.0-or-later
/* A layer for MITRE's ATT&CK Navigator, format 4.5: the techniques of calls, shaded by how many there are. */
#include "src/export/export.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/model/techniques.h"
#include "src/scope/phrase.h"

#include <string.h>

/* filters.platforms is left out on purpose: the format's text and today's ATT&CK name the clouds differently.
 */
static const char navigator_version[] = "5.1.0", layer_version[] = "4.5";
static const char *const gradient[] = {"#ffe8d6", "#f4a259", "#bc2c1a"};

static void put_comment(struct jsonw *w, const struct technique_row *row)
{
    CLEANUP(buf) struct buf text = {0};
    char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    phrase_count(&text, row->events, "call", "calls");
    if (row->denied)
        buf_fmt(&text, " (%lld denied)", (long long)row->denied);
    buf_fmt(&text, ", first %s, last %s: %s", isotime_format(row->first_s, first),
            isotime_format(row->last_s, last), row->calls);
    jsonw_key(w, "comment");
    jsonw_strn(w, buf_text(&text), text.len);
}

static void put_fact(struct jsonw *w, const char *name, const char *value)
{
    jsonw_object(w);
    jsonw_kstr(w, "name", name);
    jsonw_kstr(w, "value", value);
    jsonw_end(w);
}

static void put_technique(struct jsonw *w, const struct technique_row *row)
{
    CLEANUP(buf) struct buf former = {0};
    char iso[ISOTIME_SIZE];
    jsonw_object(w);
    jsonw_kstr(w, "techniqueID", row->technique->id);
    jsonw_kstr(w, "tactic", row->tactic->short_name);
    jsonw_kint(w, "score", row->events);
    put_comment(w, row);
    jsonw_kbool(w, "enabled", true);
    jsonw_kbool(w, "showSubtechniques", true);
    jsonw_karray(w, "metadata");
    put_fact(w, "first", isotime_format(row->first_s, iso));
    put_fact(w, "last", isotime_format(row->last_s, iso));
    technique_former_text(&former, row);
    if (former.len)
        put_fact(w, "formerly", buf_text(&former));
    jsonw_end(w);
    jsonw_end(w);
}

/* Is this the first row of its parent technique in its tactic, and the parent no row itself? */
static bool opens_parent(const struct techniques *techniques, size_t row, size_t len)
{
    const struct technique_row *it = &techniques->rows[row];
    for (size_t i = 0; i < techniques->count; i++) {
        const struct technique_row *other = &techniques->rows[i];
        bool same = other->tactic == it->tactic && strncmp(other->technique->id, it->technique->id, len) == 0;
        if (same && (other->technique->id[len] == '\0' || (i < row && other->technique->id[len] == '.')))
            return false;
    }
    return true;
}

/* The Navigator folds sub-techniques away unless their parent says to show them. */
static void put_parent(struct jsonw *w, const struct techniques *techniques, size_t row)
{
    const struct technique_row *it = &techniques->rows[row];
    size_t len = strcspn(it->technique->id, ".");
    if (!it->technique->id[len] || !opens_parent(techniques, row, len))
        return;
    jsonw_object(w);
    jsonw_key(w, "techniqueID");
    jsonw_strn(w, it->technique->id, len);
    jsonw_kstr(w, "tactic", it->tactic->short_name);
    jsonw_kbool(w, "enabled", true);
    jsonw_kbool(w, "showSubtechniques", true);
    jsonw_end(w);
}

static int64_t highest(const struct techniques *techniques)
{
    int64_t most = 1;
    for (size_t i = 0; i < techniques->count; i++)
        if (techniques->rows[i].events > most)
            most = techniques->rows[i].events;
    return most;
}

static void put_gradient(struct jsonw *w, int64_t most)
{
    jsonw_kobject(w, "gradient");
    jsonw_karray(w, "colors");
    for (size_t i = 0; i < ARRAY_LEN(gradient); i++)
        jsonw_str(w, gradient[i]);
    jsonw_end(w);
    jsonw_kint(w, "minValue", 0);
    jsonw_kint(w, "maxValue", most);
    jsonw_end(w);
    jsonw_karray(w, "legendItems");
    jsonw_object(w);
    jsonw_kstr(w, "label", "few calls");
    jsonw_kstr(w, "color", gradient[0]);
    jsonw_end(w);
    jsonw_object(w);
    jsonw_kstr(w, "label", "most calls");
    jsonw_kstr(w, "color", gradient[ARRAY_LEN(gradient) - 1]);
    jsonw_end(w);
    jsonw_end(w);
}

static void put_head(struct jsonw *w, const struct export_from *from, const struct techniques *techniques,
                     bool attributed)
{
    CLEANUP(buf) struct buf name = {0}, text = {0};
    char iso[ISOTIME_SIZE];
    buf_fmt(&name, "%s: %s", from->name, attributed ? "the attacker's calls" : "all calls");
    buf_fmt(&text, "Written %s by trailcase. ", isotime_format(from->now_s, iso));
    phrase_count(&text, techniques->events, "call", "calls");
    buf_str(&text, ", of which ");
    phrase_number(&text, techniques->without);
    buf_str(&text, " stand for no technique by the table. Tries count, denied ones too. Every call of the "
                   "attacker counts as a use of a valid account (" ATTACK_ACCOUNTS
                   ") besides, of others only sign-ins do: so both layers count alike.");
    jsonw_kstr(w, "name", buf_text(&name));
    jsonw_kobject(w, "versions");
    jsonw_kstr(w, "attack", ATTACK_VERSION);
    jsonw_kstr(w, "navigator", navigator_version);
    jsonw_kstr(w, "layer", layer_version);
    jsonw_end(w);
    jsonw_kstr(w, "domain", "enterprise-attack");
    jsonw_kstr(w, "description", buf_text(&text));
    jsonw_kint(w, "sorting", 3); /* by score, highest first */
    jsonw_kbool(w, "hideDisabled", false);
}

/* The techniques of a layer, and the lists that their texts belong to. */
struct layer {
    struct techniques list, attacker, others;
    struct arena arena;
};

static void layer_done(struct layer *layer)
{
    techniques_done(&layer->list);
    techniques_done(&layer->attacker);
    techniques_done(&layer->others);
    arena_done(&layer->arena);
}

static bool is_accounts(const struct technique_row *row)
{
    return strcmp(row->technique->id, ATTACK_ACCOUNTS) == 0;
}

/* The attacker's calls and, by the table, those of others in the same tactic. */
static struct technique_row with_others(struct layer *layer, struct technique_row row)
{
    for (size_t i = 0; i < layer->others.count; i++) {
        const struct technique_row *other = &layer->others.rows[i];
        if (other->tactic != row.tactic || !is_accounts(other))
            continue;
        row.calls =
            arena_fmt(&layer->arena, "%lld of the attacker; others: %s", (long long)row.events, other->calls);
        row.events += other->events;
        row.denied += other->denied;
        row.first_s = other->first_s < row.first_s ? other->first_s : row.first_s;
        row.last_s = other->last_s > row.last_s ? other->last_s : row.last_s;
    }
    return row;
}

/* What counts in the attacker's layer counts in that of all calls, too: each of their calls uses an account.
 */
static bool add_accounts(struct layer *layer, const struct export_from *from, const char *asked,
                         struct err *err)
{
    CLEANUP(filter) struct filter *all = NULL, *theirs = NULL;
    const char *rest = arena_fmt(&layer->arena, "%s!is:attributed", asked);
    struct techniques *list = &layer->list;
    if (!filter_parse(&all, asked, from->now_s, NULL, err) ||
        !filter_parse(&theirs, rest, from->now_s, NULL, err) ||
        !techniques_load(&layer->attacker, from->db, all, true, err) ||
        !techniques_load(&layer->others, from->db, theirs, false, err))
        return false;
    if (layer->attacker.events == 0)
        return true;
    size_t room = list->count + layer->attacker.count, count = 0;
    struct technique_row *rows = arena_zero(&layer->arena, room + 1, sizeof *rows);
    for (size_t i = 0; i < list->count; i++)
        if (!is_accounts(&list->rows[i]))
            rows[count++] = list->rows[i];
    for (size_t i = 0; i < layer->attacker.count; i++)
        if (is_accounts(&layer->attacker.rows[i]))
            rows[count++] = with_others(layer, layer->attacker.rows[i]);
    list->rows = rows;
    list->count = count;
    return true;
}

static void put_layer(struct jsonw *w, const struct export_from *from, const struct techniques *techniques,
                      bool attributed)
{
    jsonw_object(w);
    put_head(w, from, techniques, attributed);
    jsonw_karray(w, "techniques");
    for (size_t i = 0; i < techniques->count; i++) {
        put_parent(w, techniques, i);
        put_technique(w, &techniques->rows[i]);
    }
    jsonw_end(w);
    put_gradient(w, highest(techniques));
    jsonw_end(w);
}

static bool write_layer(const struct export_from *from, bool attributed, struct sink *to, struct err *err)
{
    struct layer layer = {0};
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(buf) struct buf text = {0};
    struct jsonw w;
    const char *asked = from->filter ? filter_text(from->filter) : "";
    if (*asked)
        buf_fmt(&text, "(%s) ", asked);
    bool ok = filter_parse(&filter, buf_text(&text), from->now_s, NULL, err) &&
              techniques_load(&layer.list, from->db, filter, attributed, err) &&
              (attributed || add_accounts(&layer, from, buf_text(&text), err));
    if (ok) {
        jsonw_init(&w, &to->out);
        put_layer(&w, from, &layer.list, attributed);
        buf_char(&to->out, '\n');
    }
    layer_done(&layer);
    return ok && sink_flush(to, err);
}

bool export_navigator(const struct export_from *from, struct sink *to, struct err *err)
{
    return write_layer(from, true, to, err);
}

bool export_navigator_all(const struct export_from *from, struct sink *to, struct err *err)
{
    return write_layer(from, false, to, err);
}
