// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/redact/scrub.h"

#include "src/model/address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ACCOUNT_LEN = 12,
    UNIQUE_LEAST = 16,
    UNIQUE_MOST = 128,
    UUID_LEN = 36,
    ADDRESS_MOST = 45,
    BITS = 128,
    AGENT_NAME_LEAST = 8
};

/* --- words --- */

/* May a word begin here? An escape before it (%2F, \n, \u003c) is no part of it. */
static bool begins(const char *text, size_t at)
{
    const char *p = text + at;
    if (at == 0 || !isalnum((unsigned char)p[-1]))
        return true;
    if (at >= 3 && p[-3] == '%' && isxdigit((unsigned char)p[-2]) && isxdigit((unsigned char)p[-1]))
        return true;
    return (at >= 2 && p[-2] == '\\') || (at >= 6 && p[-6] == '\\' && p[-5] == 'u');
}

static bool ends(const char *text, size_t len, size_t at)
{
    return at >= len || !isalnum((unsigned char)text[at]);
}

static int compare_word(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static bool is_kept(const struct scrub *scrub, const char *text, size_t len)
{
    char word[64];
    if (len == 0 || len >= sizeof word)
        return len == 0;
    memcpy(word, text, len);
    word[len] = '\0';
    return scrub->keep_count &&
           bsearch(word, scrub->keep, scrub->keep_count, sizeof *scrub->keep, compare_word) != NULL;
}

/* --- things with a form: each gives how many bytes it took, 0 for none --- */

typedef size_t (*form_fn)(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out);

/* Its last group may look like an account. */
static size_t form_uuid(struct scrub *scrub UNUSED, const char *text, size_t len, size_t at, struct buf *out)
{
    if (len - at < UUID_LEN || !ends(text, len, at + UUID_LEN))
        return 0;
    for (size_t i = 0; i < UUID_LEN; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[at + i] != '-' : !isxdigit((unsigned char)text[at + i]))
            return 0;
    }
    buf_append(out, text + at, UUID_LEN);
    return UUID_LEN;
}

static size_t form_account(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    size_t n = 0;
    while (at + n < len && isdigit((unsigned char)text[at + n]))
        n++;
    if (n != ACCOUNT_LEN || !ends(text, len, at + n))
        return 0;
    buf_str(out, alias_account(scrub->aliases, text + at, n));
    return n;
}

static size_t form_unique_id(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    static const char prefixes[] = "AKIA ASIA AIDA AROA AGPA ANPA AIPA ANVA ASCA ABIA ACCA APKA";
    size_t n = 0;
    while (at + n < len && (isupper((unsigned char)text[at + n]) || isdigit((unsigned char)text[at + n])))
        n++;
    if (n < UNIQUE_LEAST || n > UNIQUE_MOST || !ends(text, len, at + n))
        return 0;
    char prefix[] = {text[at], text[at + 1], text[at + 2], text[at + 3], '\0'};
    if (!strstr(prefixes, prefix))
        return 0;
    buf_str(out, alias_unique_id(scrub->aliases, text + at, n));
    return n;
}

static size_t form_hex_id(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    static const char *const prefixes[] = {
        "acl", "ami",  "cgw",    "dopt", "eipalloc", "eipassoc", "eni", "fl",       "i",
        "igw", "key",  "lt",     "nat",  "pcx",      "r",        "rtb", "rtbassoc", "sg",
        "sgr", "snap", "subnet", "tgw",  "vgw",      "vol",      "vpc", "vpce",     "vpn",
    };
    size_t word = 0, n;
    while (at + word < len && islower((unsigned char)text[at + word]))
        word++;
    if (at + word >= len || text[at + word] != '-')
        return 0;
    for (n = word + 1;
         at + n < len && isxdigit((unsigned char)text[at + n]) && !isupper((unsigned char)text[at + n]);)
        n++;
    size_t digits = n - word - 1;
    if ((digits != 8 && digits != 17) || !ends(text, len, at + n))
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (strlen(prefixes[i]) == word && memcmp(prefixes[i], text + at, word) == 0) {
            buf_str(out, alias_hex_id(scrub->aliases, text + at, n));
            return n;
        }
    return 0;
}

static void format_address(const unsigned char bytes[ADDRESS_BYTES], bool v4, char out[INET6_ADDRSTRLEN])
{
    if (v4)
        inet_ntop(AF_INET, bytes + 12, out, INET6_ADDRSTRLEN);
    else
        inet_ntop(AF_INET6, bytes, out, INET6_ADDRSTRLEN);
}

/* "/24" after an address: the bits of its network; BITS when none follow. */
static unsigned network_bits(const char *text, size_t len, size_t at, bool v4)
{
    unsigned bits = 0, most = v4 ? 32 : BITS;
    size_t digits = 0;
    if (at >= len || text[at] != '/')
        return BITS;
    for (at++; at < len && isdigit((unsigned char)text[at]) && digits < 4; at++, digits++)
        bits = bits * 10 + (unsigned)(text[at] - '0');
    return digits && bits <= most && ends(text, len, at) ? bits + (BITS - most) : BITS;
}

/* A network stays one: where the bits behind it are none, they stay none. */
static void map_network(const struct aliases *aliases, const unsigned char in[ADDRESS_BYTES], unsigned bits,
                        unsigned char out[ADDRESS_BYTES])
{
    unsigned char rest = 0;
    cipher_address(&aliases->cipher, in, out);
    for (unsigned n = bits; n < BITS; n++)
        rest |= (unsigned char)(in[n / 8] & 0x80U >> (n % 8));
    for (unsigned n = bits; rest == 0 && n < BITS; n++)
        out[n / 8] &= (unsigned char)~(0x80U >> (n % 8));
}

static size_t address_span(const char *text, size_t len, size_t at)
{
    size_t n = 0;
    while (at + n < len &&
           (isxdigit((unsigned char)text[at + n]) || text[at + n] == ':' || text[at + n] == '.'))
        n++;
    while (n && text[at + n - 1] == '.') /* of a sentence */
        n--;
    return n;
}

static size_t form_address(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    unsigned char bytes[ADDRESS_BYTES], mapped[ADDRESS_BYTES];
    char word[ADDRESS_MOST + 1], result[INET6_ADDRSTRLEN];
    size_t n = address_span(text, len, at);
    if (n < 2 || n > ADDRESS_MOST || !ends(text, len, at + n) || (at && strchr(":.", text[at - 1])))
        return 0;
    memcpy(word, text + at, n);
    word[n] = '\0';
    if (!address_ip(word, bytes))
        return 0;
    bool v4 = !strchr(word, ':');
    unsigned bits = network_bits(text, len, at + n, v4);
    map_network(scrub->aliases, bytes, bits, mapped);
    format_address(mapped, v4, result);
    if (bits == BITS)
        alias_address(scrub->aliases, word, n, result);
    buf_str(out, result);
    return n;
}

/* ip-10-0-0-7, ec2-203-0-113-7: an address in a host name. */
static size_t form_host_address(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    static const char *const heads[] = {"ip-", "ec2-"};
    CLEANUP(buf) struct buf dotted = {0}, mapped = {0};
    size_t head = 0, n, dots = 0;
    for (size_t i = 0; i < ARRAY_LEN(heads) && !head; i++)
        if (len - at > strlen(heads[i]) && memcmp(text + at, heads[i], strlen(heads[i])) == 0)
            head = strlen(heads[i]);
    for (n = head; head && at + n < len; n++) {
        char c = text[at + n];
        if (!isdigit((unsigned char)c) && (c != '-' || dots == 3))
            break;
        dots += c == '-';
        buf_char(&dotted, c == '-' ? '.' : c);
    }
    if (dots != 3 || form_address(scrub, buf_text(&dotted), dotted.len, 0, &mapped) != dotted.len)
        return 0;
    buf_append(out, text + at, head);
    for (size_t i = 0; i < mapped.len; i++)
        buf_char(out, mapped.bytes[i] == '.' ? '-' : mapped.bytes[i]);
    return n;
}

static size_t form_mail(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    size_t n = 0, sign = 0;
    for (; at + n < len && (isalnum((unsigned char)text[at + n]) || strchr("._%+-@", text[at + n])); n++)
        if (text[at + n] == '@') {
            if (sign || n == 0)
                return 0;
            sign = n;
        }
    while (n && strchr(".-", text[at + n - 1]))
        n--;
    if (!sign || n < sign + 4 || !memchr(text + at + sign, '.', n - sign))
        return 0;
    buf_str(out, alias_name(scrub->aliases, "mail", text + at, n));
    return n;
}

/* --- ARNs --- */

static size_t form_arn(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out);

static const form_fn forms[] = {form_uuid,   form_arn,     form_account,      form_unique_id,
                                form_hex_id, form_address, form_host_address, form_mail};

static size_t put_form(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(forms) && !n; i++)
        n = forms[i](scrub, text, len, at, out);
    return n;
}

/* Words of resources that name no one. */
static bool is_generic(const struct scrub *scrub, const char *text, size_t len)
{
    return is_kept(scrub, text, len) || memchr(text, '*', len) || memchr(text, '?', len) || text[0] == '$';
}

static void put_part(struct scrub *scrub, const char *kind, const char *text, size_t len, struct buf *out)
{
    CLEANUP(buf) struct buf found = {0};
    const char *known = alias_find(scrub->aliases, text, len);
    bool number = true;
    for (size_t i = 0; i < len; i++)
        number &= isdigit((unsigned char)text[i]) != 0;
    if (known) {
        buf_str(out, known);
        return;
    }
    if (is_generic(scrub, text, len) || (number && len != ACCOUNT_LEN)) {
        buf_append(out, text, len);
        return;
    }
    bool has_form = put_form(scrub, text, len, 0, &found) == len;
    buf_str(out, has_form ? buf_text(&found) : alias_name(scrub->aliases, kind, text, len));
}

static size_t resource_end(const char *text, size_t len, size_t at)
{
    while (at < len && !strchr(" \t\r\n\"'`,;()[]{}<>|\\", text[at]))
        at++;
    while (at > 0 && strchr(".:", text[at - 1]))
        at--;
    return at;
}

/* type/name, type:name, path/of/names: what comes first is a type unless it stands alone or is a bucket. */
static void put_resource(struct scrub *scrub, bool bucket, const char *text, size_t len, struct buf *out)
{
    for (size_t at = 0, part = 0; at < len; part++) {
        size_t n = 0;
        while (at + n < len && !strchr("/:", text[at + n]))
            n++;
        bool type = part == 0 && !bucket && at + n < len;
        const char *kind = bucket && part == 0 ? "bucket" : scrub->kind ? scrub->kind : "name";
        if (type)
            buf_append(out, text, n);
        else
            put_part(scrub, kind, text + at, n, out);
        at += n;
        if (at < len)
            buf_char(out, text[at++]);
    }
}

static size_t form_arn(struct scrub *scrub, const char *text, size_t len, size_t at, struct buf *out)
{
    size_t field[6], count = 1, n = at;
    if (len - at < 8 || memcmp(text + at, "arn:aws", 7) != 0)
        return 0;
    for (field[0] = at; n < len && count < 6 && !strchr(" \"'", text[n]); n++)
        if (text[n] == ':')
            field[count++] = n + 1;
    if (count < 6)
        return 0;
    size_t end = resource_end(text, len, field[5]), account = field[5] - 1 - field[4];
    bool managed = account == 3 && memcmp(text + field[4], "aws", 3) == 0;
    bool bucket = field[3] - 1 - field[2] == 2 && memcmp(text + field[2], "s3", 2) == 0;
    if (end <= field[5])
        return 0;
    buf_append(out, text + at, field[4] - at);
    if (account == ACCOUNT_LEN)
        buf_str(out, alias_account(scrub->aliases, text + field[4], account));
    else
        buf_append(out, text + field[4], account);
    buf_char(out, ':');
    if (managed)
        buf_append(out, text + field[5], end - field[5]);
    else
        put_resource(scrub, bucket, text + field[5], end - field[5], out);
    return end - at;
}

/* --- texts --- */

void scrub_text(struct scrub *scrub, const char *text, size_t len, struct buf *out)
{
    CLEANUP(buf) struct buf form = {0};
    const char *whole = len ? alias_find(scrub->aliases, text, len) : NULL;
    if (whole) {
        buf_str(out, whole);
        return;
    }
    for (size_t at = 0; at < len;) {
        if ((!isalnum((unsigned char)text[at]) && text[at] != ':') || !begins(text, at)) {
            buf_char(out, text[at++]);
            continue;
        }
        size_t name;
        const char *pseudonym = alias_at(scrub->aliases, text + at, len - at, &name);
        buf_clear(&form);
        size_t n = put_form(scrub, text, len, at, &form);
        name = name < scrub->least ? 0 : name;
        if (n == 0 && name == 0)
            buf_char(out, text[at]);
        else
            buf_str(out, name > n ? pseudonym : buf_text(&form));
        at += name > n ? name : n ? n : 1;
    }
}

void scrub_agent(struct scrub *scrub, const char *text, size_t len, struct buf *out)
{
    scrub->least = AGENT_NAME_LEAST;
    scrub_text(scrub, text, len, out);
    scrub->least = 0;
}

/* A name that AWS gave, or no name at all. */
static bool is_of_aws(const char *text, size_t len)
{
    static const char host[] = ".amazonaws.com", internal[] = "AWS Internal", hidden[] = "HIDDEN_DUE_TO";
    size_t host_len = sizeof host - 1;
    return (len >= host_len && memcmp(text + len - host_len, host, host_len) == 0) ||
           (len >= sizeof internal - 1 && memcmp(text, internal, sizeof internal - 1) == 0) ||
           (len >= sizeof hidden - 1 && memcmp(text, hidden, sizeof hidden - 1) == 0);
}

void scrub_value(struct scrub *scrub, const char *text, size_t len, struct buf *out)
{
    const char *whole = len ? alias_find(scrub->aliases, text, len) : NULL;
    if (whole) {
        buf_str(out, whole);
        return;
    }
    if (is_of_aws(text, len) || (len > 4 && memcmp(text, "arn:", 4) == 0)) {
        scrub_text(scrub, text, len, out);
        return;
    }
    for (size_t at = 0; at < len;) {
        size_t n = 0;
        while (at + n < len && text[at + n] != '/')
            n++;
        if (n)
            put_part(scrub, scrub->kind ? scrub->kind : "name", text + at, n, out);
        at += n;
        if (at < len)
            buf_char(out, text[at++]);
    }
}
