// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A STIX 2.1 bundle: who wrote it, an indicator for each address, key, principal and agent of the attacker,
 * the techniques they used, and a report that holds it together. The same thing has the same id in every
 * bundle.
 */
#include "src/export/indicator.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/export/export.h"
#include "src/model/techniques.h"
#include "src/scope/phrase.h"

#include <string.h>

struct stix {
    const struct export_from *from;
    struct jsonw w;
    struct buf refs; /* ids of what was written, a line each */
    char author[UUID_TEXT_SIZE];
};

/* Patterns; %s is the value, escaped. Sessions are names of our own making: nobody else can look for one. */
static const struct {
    enum fact_dim dim;
    const char *kind, *title, *before, *after;
} patterns[] = {
    {FACT_ADDRESS, "address", "Address", "[ipv4-addr:value = '", "']"},
    {FACT_KEY, "key", "Access key", "[user-account:user_id = '",
     "' AND user-account:account_type = 'aws-access-key']"},
    {FACT_PRINCIPAL, "principal", "Principal", "[user-account:user_id = '",
     "' AND user-account:account_type = 'aws-iam']"},
    {FACT_AGENT, "agent", "User agent",
     "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = '", "']"},
};

static void put_time(struct jsonw *w, const char *name, int64_t time_s)
{
    char iso[ISOTIME_SIZE], full[ISOTIME_SIZE + 4];
    size_t len = strlen(isotime_format(time_s, iso));
    snprintf(full, sizeof full, "%.*s.000Z", (int)(len ? len - 1 : 0), iso);
    jsonw_kstr(w, name, full);
}

/* The members every object has; the object stays open. */
static void open_object(struct stix *stix, const char *type, const char *uuid, int64_t created_s)
{
    struct jsonw *w = &stix->w;
    CLEANUP(buf) struct buf id = {0}, author = {0};
    buf_fmt(&id, "%s--%s", type, uuid);
    buf_fmt(&author, "identity--%s", stix->author);
    jsonw_object(w);
    jsonw_kstr(w, "type", type);
    jsonw_kstr(w, "spec_version", "2.1");
    jsonw_kstr(w, "id", buf_text(&id));
    if (strcmp(type, "identity") != 0)
        jsonw_kstr(w, "created_by_ref", buf_text(&author));
    put_time(w, "created", created_s);
    put_time(w, "modified", created_s > stix->from->now_s ? created_s : stix->from->now_s);
    if (strcmp(type, "report") != 0)
        buf_fmt(&stix->refs, "%s\n", buf_text(&id));
}

/* Within quotes of a pattern. */
static void put_value(struct buf *out, const char *value)
{
    for (; *value; value++) {
        if (*value == '\'' || *value == '\\')
            buf_char(out, '\\');
        buf_char(out, *value);
    }
}

static void write_pattern(struct buf *out, const struct indicator *it, size_t kind)
{
    const char *unique = it->dim == FACT_PRINCIPAL ? indicator_unique_id(it) : NULL;
    bool v6 = it->dim == FACT_ADDRESS && strchr(it->value, ':');
    buf_str(out, v6 ? "[ipv6-addr:value = '" : patterns[kind].before);
    put_value(out, unique ? unique : it->value);
    buf_str(out, patterns[kind].after);
}

static const char compromised[] = "compromised";

/* Malicious is what the analyst marked or what follows from it; whom it was taken from is a victim, and a
 * program or address that nobody judged may be everybody's. */
static const char *type_of(const struct indicator *it)
{
    bool is_owned = it->dim == FACT_KEY || it->dim == FACT_PRINCIPAL || it->verdict == VERDICT_COMPROMISED;
    return it->verdict == VERDICT_ATTACKER ? "malicious-activity"
           : is_owned                      ? compromised
                                           : "anomalous-activity";
}

static void write_indicator(struct stix *stix, const struct indicator *it, size_t kind)
{
    CLEANUP(buf) struct buf pattern = {0}, name = {0}, text = {0};
    char uuid[UUID_TEXT_SIZE], first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    struct jsonw *w = &stix->w;
    write_pattern(&pattern, it, kind);
    buf_fmt(&name, "%s %s", patterns[kind].title, it->name ? it->name : it->value);
    phrase_count(&text, it->events, "call", "calls");
    buf_fmt(&text, " attributed to the attacker, first %s, last %s", isotime_format(it->first_s, first),
            isotime_format(it->last_s, last));
    if (strcmp(type_of(it), compromised) == 0)
        buf_str(&text, "; it is the victim's own and was used by its owner too");
    open_object(stix, "indicator", indicator_uuid(patterns[kind].kind, it->value, uuid), it->first_s);
    jsonw_key(w, "name");
    jsonw_strn(w, buf_text(&name), name.len);
    jsonw_kstr(w, "description", buf_text(&text));
    jsonw_karray(w, "indicator_types");
    jsonw_str(w, type_of(it));
    jsonw_end(w);
    jsonw_key(w, "pattern");
    jsonw_strn(w, buf_text(&pattern), pattern.len);
    jsonw_kstr(w, "pattern_type", "stix");
    put_time(w, "valid_from", it->first_s);
    jsonw_end(w);
}

static void write_indicators(struct stix *stix, const struct indicators *list)
{
    for (size_t kind = 0; kind < ARRAY_LEN(patterns); kind++)
        for (size_t i = 0; i < list->count; i++) {
            const struct indicator *it = &list->items[i];
            if (it->dim == patterns[kind].dim && (it->dim != FACT_ADDRESS || it->is_ip))
                write_indicator(stix, it, kind);
        }
}

static void write_technique(struct stix *stix, const struct attack_technique *technique)
{
    CLEANUP(buf) struct buf url = {0};
    char uuid[UUID_TEXT_SIZE];
    struct jsonw *w = &stix->w;
    buf_str(&url, "https://attack.mitre.org/techniques/");
    for (const char *at = technique->id; *at; at++)
        buf_char(&url, *at == '.' ? '/' : *at);
    open_object(stix, "attack-pattern", indicator_uuid("technique", technique->id, uuid), stix->from->now_s);
    jsonw_kstr(w, "name", technique->name);
    jsonw_karray(w, "external_references");
    jsonw_object(w);
    jsonw_kstr(w, "source_name", "mitre-attack");
    jsonw_kstr(w, "external_id", technique->id);
    jsonw_kstr(w, "url", buf_text(&url));
    jsonw_end(w);
    jsonw_end(w);
    jsonw_end(w);
}

static bool write_techniques(struct stix *stix, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(techniques) struct techniques list = {0};
    if (!filter_parse(&filter, "is:attributed", stix->from->now_s, NULL, err) ||
        !techniques_load(&list, stix->from->db, filter, true, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        size_t before = 0; /* a technique of several tactics has several rows */
        while (before < i && list.rows[before].technique != list.rows[i].technique)
            before++;
        if (before == i)
            write_technique(stix, list.rows[i].technique);
    }
    return true;
}

static void write_report(struct stix *stix)
{
    char uuid[UUID_TEXT_SIZE];
    struct jsonw *w = &stix->w;
    CLEANUP(buf) struct buf refs = {0}, name = {0};
    buf_append(&refs, buf_text(&stix->refs), stix->refs.len);
    buf_fmt(&name, "What the attacker of %s used", stix->from->name);
    open_object(stix, "report", indicator_uuid("report", stix->from->name, uuid), stix->from->now_s);
    jsonw_key(w, "name");
    jsonw_strn(w, buf_text(&name), name.len);
    put_time(w, "published", stix->from->now_s);
    jsonw_karray(w, "report_types");
    jsonw_str(w, "indicator");
    jsonw_end(w);
    jsonw_karray(w, "object_refs");
    for (const char *at = buf_text(&refs); *at; at += strcspn(at, "\n") + 1)
        jsonw_strn(w, at, strcspn(at, "\n"));
    jsonw_end(w);
    jsonw_end(w);
}

static void write_author(struct stix *stix)
{
    indicator_uuid("identity", "trailcase", stix->author);
    open_object(stix, "identity", stix->author, stix->from->now_s);
    jsonw_kstr(&stix->w, "name", "trailcase");
    jsonw_kstr(&stix->w, "identity_class", "system");
    jsonw_end(&stix->w);
}

bool export_stix(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(indicators) struct indicators list = {0};
    struct stix stix = {.from = from};
    char uuid[UUID_TEXT_SIZE], id[sizeof "bundle--" + UUID_TEXT_SIZE];
    if (!indicators_load(&list, from->db, err))
        return false;
    snprintf(id, sizeof id, "bundle--%s", indicator_uuid("bundle", from->name, uuid));
    jsonw_init(&stix.w, &to->out);
    jsonw_object(&stix.w);
    jsonw_kstr(&stix.w, "type", "bundle");
    jsonw_kstr(&stix.w, "id", id);
    jsonw_karray(&stix.w, "objects");
    write_author(&stix);
    write_indicators(&stix, &list);
    bool ok = write_techniques(&stix, err);
    write_report(&stix);
    jsonw_end(&stix.w);
    jsonw_end(&stix.w);
    buf_char(&to->out, '\n');
    buf_done(&stix.refs);
    return ok && sink_flush(to, err);
}
