// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/record_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { INDENT = 2, INDENT_LEVELS_MAX = 40 };

struct reader {
    const char *at, *end;
    struct buf *out;
    unsigned depth;
    bool is_secret;        /* the value that comes next belongs to a secret's name */
    unsigned secret_depth; /* inside the value of a secret since this depth; 0: not */
};

bool record_text_is_secret(const char *name, size_t len)
{
    static const char *const names[] = {"sessionToken",
                                        "securityToken",
                                        "secretAccessKey",
                                        "keyMaterial",
                                        "privateKey",
                                        "secretString",
                                        "secretBinary",
                                        "plaintext",
                                        "authToken",
                                        "clientSecret",
                                        "accessToken",
                                        "refreshToken",
                                        "idToken",
                                        "bearerToken",
                                        "SAMLAssertion",
                                        "tokenCode",
                                        "passwordData",
                                        "webIdentityToken",
                                        "signInToken",
                                        "x-amz-security-token",
                                        "authenticationCode1",
                                        "authenticationCode2",
                                        "secret"};
    static const char suffix[] = "password";
    size_t suffix_len = sizeof suffix - 1;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0)
            return true;
    return len >= suffix_len && strncasecmp(name + len - suffix_len, suffix, suffix_len) == 0;
}

static void skip_blanks(struct reader *r)
{
    while (r->at < r->end && isspace((unsigned char)*r->at))
        r->at++;
}

static void new_line(struct reader *r)
{
    unsigned levels = r->depth < INDENT_LEVELS_MAX ? r->depth : INDENT_LEVELS_MAX;
    buf_char(r->out, '\n');
    buf_repeat(r->out, ' ', (size_t)levels * INDENT);
}

/* The string that begins here, quotes included. */
static size_t string_len(const struct reader *r)
{
    const char *at = r->at + 1;
    while (at < r->end && *at != '"')
        at += *at == '\\' && at + 1 < r->end ? 2 : 1;
    return (size_t)(at < r->end ? at + 1 - r->at : r->end - r->at);
}

static bool hides(const struct reader *r)
{
    return r->is_secret || r->secret_depth;
}

static void copy_string(struct reader *r)
{
    const char *text = r->at;
    size_t len = string_len(r);
    r->at += len;
    skip_blanks(r);
    if (r->at < r->end && *r->at == ':') {
        r->is_secret = len >= 2 && record_text_is_secret(text + 1, len - 2);
        buf_append(r->out, text, len);
        return;
    }
    if (hides(r))
        buf_str(r->out, "\"(hidden)\"");
    else
        buf_append(r->out, text, len);
    r->is_secret = false;
}

/* A number, true, false or null; null tells nothing, so it may be seen. */
static void copy_bare(struct reader *r)
{
    const char *start = r->at++;
    while (r->at < r->end && !strchr("{}[]:,\" \t\r\n", *r->at))
        r->at++;
    size_t len = (size_t)(r->at - start);
    bool is_null = len == 4 && memcmp(start, "null", len) == 0;
    if (hides(r) && !is_null)
        buf_str(r->out, "\"(hidden)\"");
    else
        buf_append(r->out, start, len);
    r->is_secret = false;
}

static void open_group(struct reader *r)
{
    char opener = *r->at++;
    r->depth++;
    if (r->is_secret && !r->secret_depth)
        r->secret_depth = r->depth;
    r->is_secret = false;
    buf_char(r->out, opener);
    skip_blanks(r);
    if (r->at < r->end && *r->at != '}' && *r->at != ']')
        new_line(r);
}

static void close_group(struct reader *r)
{
    char last = r->out->len ? r->out->bytes[r->out->len - 1] : ' ';
    if (r->secret_depth == r->depth)
        r->secret_depth = 0;
    r->depth -= r->depth > 0;
    if (last != '{' && last != '[')
        new_line(r);
    buf_char(r->out, *r->at++);
}

void record_text(const char *json, size_t len, struct buf *out)
{
    struct reader r = {.at = json, .end = json + len, .out = out};
    for (skip_blanks(&r); r.at < r.end; skip_blanks(&r)) {
        switch (*r.at) {
        case '{':
        case '[':
            open_group(&r);
            break;
        case '}':
        case ']':
            close_group(&r);
            break;
        case ':':
            buf_str(out, ": ");
            r.at++;
            break;
        case ',':
            buf_char(out, ',');
            r.at++;
            new_line(&r);
            break;
        case '"':
            copy_string(&r);
            break;
        default:
            copy_bare(&r);
        }
    }
}
