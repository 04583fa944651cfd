// SPDX-License-Identifier: GPL-3.0-or-later
/* The strings of a JSON text, each scrubbed as its member says. Works on the text, so all else stays as it
 * was. */
#include "src/redact/scrub.h"

#include "src/base/json.h"
#include "src/base/jsonw.h"
#include "src/model/record_text.h"

#include <ctype.h>
#include <string.h>

enum { NAME_MOST = 128, ACCOUNT_LEN = 12 };

struct reader {
    struct scrub *scrub;
    const char *at, *end;
    struct buf *out;
    char member[NAME_MOST]; /* that the value that comes belongs to */
};

/* Members that AWS fills with words of its own. */
static bool is_fixed(const char *member)
{
    static const char *const names[] = {
        "apiVersion", "awsRegion",     "creationDate", "errorCode",   "eventCategory", "eventID",
        "eventName",  "eventSource",   "eventTime",    "eventType",   "eventVersion",  "invokedBy",
        "requestID",  "sharedEventID", "tlsVersion",   "cipherSuite", "type",
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(member, names[i]) == 0)
            return true;
    return false;
}

static bool ends_in(const char *text, const char *tail)
{
    size_t len = strlen(text), tail_len = strlen(tail);
    return len >= tail_len && strcmp(text + len - tail_len, tail) == 0;
}

/* Members whose value is a name that somebody chose. */
static bool is_name(const char *member)
{
    static const char *const tails[] = {"Name", "Identifier", "IdentifierList"};
    static const char *const names[] = {"name", "sourceIdentity", "secretId", "x509Subject"};
    static const char *const not_names[] = {"deviceName",   "eventName",     "metricName",     "regionName",
                                            "serviceName",  "attributeName", "rootDeviceName", "zoneName",
                                            "dBEngineName", "hostHeaderName"};
    for (size_t i = 0; i < ARRAY_LEN(not_names); i++)
        if (strcmp(member, not_names[i]) == 0)
            return false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(member, names[i]) == 0)
            return true;
    for (size_t i = 0; i < ARRAY_LEN(tails); i++)
        if (ends_in(member, tails[i]))
            return true;
    return false;
}

/* The string that begins here, quotes included. */
static size_t string_len(const struct reader *r)
{
    const char *at = r->at + 1;
    while (at < r->end && *at != '"')
        at += *at == '\\' && at + 1 < r->end ? 2 : 1;
    return (size_t)(at < r->end ? at + 1 - r->at : r->end - r->at);
}

static void put_changed(struct reader *r, const char *text, size_t len, const char *as_was, size_t as_was_len)
{
    CLEANUP(buf) struct buf changed = {0};
    struct jsonw w;
    if (is_name(r->member))
        scrub_value(r->scrub, text, len, &changed);
    else if (strcmp(r->member, "userAgent") == 0)
        scrub_agent(r->scrub, text, len, &changed);
    else
        scrub_text(r->scrub, text, len, &changed);
    if (changed.len == len && memcmp(buf_text(&changed), text, len) == 0) {
        buf_append(r->out, as_was, as_was_len);
        return;
    }
    jsonw_init(&w, r->out);
    jsonw_strn(&w, buf_text(&changed), changed.len);
}

static void put_value(struct reader *r, const char *literal, size_t len)
{
    CLEANUP(arena) struct arena arena = {0};
    if (len < 2 || is_fixed(r->member)) {
        buf_append(r->out, literal, len);
        return;
    }
    if (record_text_is_secret(r->member, strlen(r->member))) {
        buf_str(r->out, "\"(hidden)\"");
        return;
    }
    if (!memchr(literal, '\\', len)) {
        put_changed(r, literal + 1, len - 2, literal, len);
        return;
    }
    const char *text = json_str(json_parse(&arena, literal, len, NULL));
    if (text)
        put_changed(r, text, strlen(text), literal, len);
    else
        buf_str(r->out, "\"\""); /* no string after all */
}

/* Names of members are words of AWS; but some are a thing itself, such as an account. */
static void put_member(struct reader *r, const char *literal, size_t len)
{
    CLEANUP(buf) struct buf name = {0};
    bool plain = true;
    for (size_t i = 1; i + 1 < len; i++)
        plain &= isalpha((unsigned char)literal[i]) != 0;
    size_t kept = len - 2 < NAME_MOST - 1 ? len - 2 : NAME_MOST - 1;
    memcpy(r->member, literal + 1, kept);
    r->member[kept] = '\0';
    if (plain)
        buf_append(&name, literal, len);
    else
        scrub_text(r->scrub, literal, len, &name);
    buf_append(r->out, name.bytes, name.len);
}

static void read_string(struct reader *r)
{
    const char *literal = r->at, *after;
    size_t len = string_len(r);
    r->at += len;
    for (after = r->at; after < r->end && isspace((unsigned char)*after);)
        after++;
    if (len >= 2 && after < r->end && *after == ':')
        put_member(r, literal, len);
    else
        put_value(r, literal, len);
}

/* Twelve digits are an account, as a number too; its pseudonym may begin with a zero, so it is a string. */
static void read_bare(struct reader *r)
{
    const char *from = r->at++;
    while (r->at < r->end && !strchr("{}[]:,\" \t\r\n", *r->at))
        r->at++;
    size_t len = (size_t)(r->at - from);
    bool account = len == ACCOUNT_LEN;
    for (size_t i = 0; i < len; i++)
        account &= isdigit((unsigned char)from[i]) != 0;
    if (account)
        buf_fmt(r->out, "\"%s\"", alias_account(r->scrub->aliases, from, len));
    else
        buf_append(r->out, from, len);
}

void scrub_json(struct scrub *scrub, const char *text, size_t len, struct buf *out)
{
    struct reader r = {.scrub = scrub, .at = text, .end = text + len, .out = out};
    while (r.at < r.end) {
        if (*r.at == '"')
            read_string(&r);
        else if (isdigit((unsigned char)*r.at))
            read_bare(&r);
        else
            buf_char(out, *r.at++);
    }
}
