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
    buf_str(&text, " stand for no technique. Tries count, denied ones too.");
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

static bool write_layer(const struct export_from *from, bool attributed, struct sink *to, struct err *err)
{
    CLEANUP(techniques) struct techniques techniques = {0};
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(buf) struct buf text = {0};
    struct jsonw w;
    const char *asked = from->filter ? filter_text(from->filter) : "";
    if (*asked)
        buf_fmt(&text, "(%s) ", asked);
    buf_str(&text, attributed ? "is:attributed" : "");
    if (!filter_parse(&filter, buf_text(&text), from->now_s, NULL, err) ||
        !techniques_load(&techniques, from->db, filter, attributed, err))
        return false;
    jsonw_init(&w, &to->out);
    jsonw_object(&w);
    put_head(&w, from, &techniques, attributed);
    jsonw_karray(&w, "techniques");
    for (size_t i = 0; i < techniques.count; i++) {
        put_parent(&w, &techniques, i);
        put_technique(&w, &techniques.rows[i]);
    }
    jsonw_end(&w);
    put_gradient(&w, highest(&techniques));
    jsonw_end(&w);
    buf_char(&to->out, '\n');
    return sink_flush(to, err);
}

bool export_navigator(const struct export_from *from, struct sink *to, struct err *err)
{
    return write_layer(from, true, to, err);
}

bool export_navigator_all(const struct export_from *from, struct sink *to, struct err *err)
{
    return write_layer(from, false, to, err);
}
