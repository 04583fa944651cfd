// SPDX-License-Identifier: GPL-3.0-or-later
/* Sigma rules of what the attacker used, to look for the same hand in other logs. */
#include "src/export/indicator.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/export/export.h"

#include <string.h>

struct sigma {
    const struct export_from *from;
    const struct indicators *list;
    struct buf *out;
    size_t rules;
};

/* A text as YAML has it in double quotes, which is what JSON has. */
static void put_text(struct buf *out, const char *text, size_t len)
{
    struct jsonw w;
    jsonw_init(&w, out);
    jsonw_strn(&w, text, len);
}

/* A value that means itself: `*`, `?` and `\` are wildcards and their escape. */
static void put_value(struct buf *out, const char *value, const char *after)
{
    CLEANUP(buf) struct buf plain = {0};
    for (; *value; value++) {
        if (strchr("*?\\", *value))
            buf_char(&plain, '\\');
        buf_char(&plain, *value);
    }
    buf_str(&plain, after);
    put_text(out, buf_text(&plain), plain.len);
}

typedef bool (*chosen_fn)(const struct indicator *it);

static bool is_address(const struct indicator *it)
{
    return it->dim == FACT_ADDRESS && it->is_ip && it->verdict != VERDICT_BENIGN;
}

static bool is_key(const struct indicator *it)
{
    return it->dim == FACT_KEY;
}

static bool is_agent(const struct indicator *it)
{
    return it->dim == FACT_AGENT;
}

static bool is_own_user(const struct indicator *it)
{
    return it->dim == FACT_PRINCIPAL && it->verdict == VERDICT_ATTACKER && indicator_unique_id(it);
}

static bool is_victim(const struct indicator *it)
{
    return it->dim == FACT_PRINCIPAL && it->verdict != VERDICT_ATTACKER && indicator_unique_id(it);
}

static size_t count(const struct sigma *sigma, chosen_fn chosen)
{
    size_t n = 0;
    for (size_t i = 0; i < sigma->list->count; i++)
        n += chosen(&sigma->list->items[i]);
    return n;
}

/* Users are logged by their id, sessions of roles by the id of the role, a colon and a name. */
static void put_field(const struct sigma *sigma, const char *field, chosen_fn chosen)
{
    bool is_principal = strcmp(field, "userIdentity.principalId") == 0;
    buf_fmt(sigma->out, "    %s%s:\n", field, is_principal ? "|startswith" : "");
    for (size_t i = 0; i < sigma->list->count; i++) {
        const struct indicator *it = &sigma->list->items[i];
        if (!chosen(it))
            continue;
        buf_str(sigma->out, "      - ");
        put_value(sigma->out, is_principal ? indicator_unique_id(it) : it->value, "");
        buf_char(sigma->out, '\n');
    }
}

/* One rule: all of its fields must hold. */
struct shape {
    const char *kind, *title, *description, *false_positives, *level;
    struct {
        const char *field;
        chosen_fn chosen;
    } parts[2];
};

static const struct shape shapes[] = {
    {"address",
     "Call from an address of the attacker",
     "A call from an address that the attacker of this case used.",
     "The address was given to somebody else since, or is shared",
     "high",
     {{"sourceIPAddress", is_address}}},
    {"key",
     "Use of an access key the attacker held",
     "A call with an access key that was in the hands of the attacker of this case. Once all of them are "
     "deleted, nobody should use one.",
     "The owner, as long as the key is not replaced",
     "high",
     {{"userIdentity.accessKeyId", is_key}}},
    {"principal",
     "Call by a principal the attacker made",
     "A call by a user or role that the attacker of this case made.",
     "None: nobody else has a use for it",
     "critical",
     {{"userIdentity.principalId", is_own_user}}},
    {"habit",
     "Compromised principal with the attacker's client",
     "A principal of the victim's that the attacker of this case used, with a client that the attacker used.",
     "The owner uses the very same version of the client",
     "medium",
     {{"userIdentity.principalId", is_victim}, {"userAgent", is_agent}}},
};

static void put_head(struct sigma *sigma, const struct shape *shape)
{
    CLEANUP(buf) struct buf title = {0}, name = {0};
    char uuid[UUID_TEXT_SIZE], iso[ISOTIME_SIZE];
    buf_fmt(&title, "%s (%s)", shape->title, sigma->from->name);
    buf_fmt(&name, "%s:%s", sigma->from->name, shape->kind);
    buf_str(sigma->out, sigma->rules++ ? "---\ntitle: " : "title: ");
    put_text(sigma->out, buf_text(&title), title.len);
    buf_fmt(sigma->out,
            "\nid: %s\nstatus: experimental\ndescription: ", indicator_uuid("sigma", buf_text(&name), uuid));
    put_text(sigma->out, shape->description, strlen(shape->description));
    buf_fmt(sigma->out,
            "\nauthor: trailcase\ndate: %.10s\ntags:\n  - attack.initial-access\n  - attack.t1078.004\n",
            isotime_format(sigma->from->now_s, iso));
    buf_str(sigma->out, "logsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n");
}

static void put_rule(struct sigma *sigma, const struct shape *shape)
{
    for (size_t i = 0; i < ARRAY_LEN(shape->parts); i++)
        if (shape->parts[i].field && count(sigma, shape->parts[i].chosen) == 0)
            return;
    put_head(sigma, shape);
    for (size_t i = 0; i < ARRAY_LEN(shape->parts); i++)
        if (shape->parts[i].field)
            put_field(sigma, shape->parts[i].field, shape->parts[i].chosen);
    buf_str(sigma->out, "  condition: selection\nfalsepositives:\n  - ");
    put_text(sigma->out, shape->false_positives, strlen(shape->false_positives));
    buf_fmt(sigma->out, "\nlevel: %s\n", shape->level);
}

bool export_sigma(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(indicators) struct indicators list = {0};
    struct sigma sigma = {.from = from, .list = &list, .out = &to->out};
    if (!indicators_load(&list, from->db, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
        put_rule(&sigma, &shapes[i]);
    if (sigma.rules == 0)
        buf_str(&to->out, "# No event is attributed to an attacker yet.\n");
    return sink_flush(to, err);
}
