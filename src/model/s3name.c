// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/s3name.h"

#include <string.h>

static const char *const kinds[] = {
    [S3NAME_LOG] = "CloudTrail",
    [S3NAME_DIGEST] = "CloudTrail-Digest",
    [S3NAME_INSIGHT] = "CloudTrail-Insight",
    [S3NAME_NETWORK] = "CloudTrail-NetworkActivity",
    [S3NAME_AGGREGATED] = "CloudTrail-Aggregated",
};

/* A piece of the name that is being read. */
struct span {
    const char *at;
    size_t len;
};

const char *s3name_base(const char *path)
{
    const char *base = path;
    for (const char *at = path; *at; at++) /* a member stands behind its archive and a "!" */
        if (*at == '/' || *at == '!')
            base = at + 1;
    return base;
}

size_t s3name_base_len(const char *path)
{
    const char *base = s3name_base(path);
    size_t len = strlen(base);
    return len > 3 && strcmp(base + len - 3, ".gz") == 0 ? len - 3 : len;
}

const char *s3name_key(const char *path)
{
    const char *key = NULL;
    for (const char *at = path; (at = strstr(at, "AWSLogs/")) != NULL; at++)
        if (at == path || at[-1] == '/')
            key = at;
    return key;
}

static bool copy(struct span from, char *to, size_t size)
{
    if (from.len == 0 || from.len >= size)
        return false;
    memcpy(to, from.at, from.len);
    to[from.len] = '\0';
    return true;
}

/* Cut what stands before the first '_' off the front. */
static bool take_first(struct span *rest, struct span *ret)
{
    const char *bar = memchr(rest->at, '_', rest->len);
    if (!bar)
        return false;
    *ret = (struct span){rest->at, (size_t)(bar - rest->at)};
    *rest = (struct span){bar + 1, rest->len - ret->len - 1};
    return true;
}

/* Cut what stands behind the last '_' off the end. */
static bool take_last(struct span *rest, struct span *ret)
{
    const char *bar = memrchr(rest->at, '_', rest->len);
    if (!bar)
        return false;
    *ret = (struct span){bar + 1, rest->len - (size_t)(bar - rest->at) - 1};
    rest->len = (size_t)(bar - rest->at);
    return true;
}

static bool span_is(struct span span, const char *text)
{
    return span.len == strlen(text) && memcmp(span.at, text, span.len) == 0;
}

static int number(const char *digits, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++)
        value = value * 10 + digits[i] - '0';
    return value;
}

/* YYYYMMDDTHHMMZ or YYYYMMDDTHHMMSSZ. */
static bool parse_time(struct span span, int64_t *ret_s)
{
    char iso[ISOTIME_SIZE];
    if ((span.len != 14 && span.len != 16) || span.at[8] != 'T' || span.at[span.len - 1] != 'Z')
        return false;
    for (size_t i = 0; i < span.len - 1; i++)
        if (i != 8 && (span.at[i] < '0' || span.at[i] > '9'))
            return false;
    int second = span.len == 16 ? number(span.at + 13, 2) : 0;
    *ret_s = isotime_from_parts(number(span.at, 4), number(span.at + 4, 2), number(span.at + 6, 2),
                                number(span.at + 9, 2), number(span.at + 11, 2), second);
    /* Impossible dates do not come back as they went in. */
    isotime_format(*ret_s, iso);
    return memcmp(iso, span.at, 4) == 0 && memcmp(iso + 5, span.at + 4, 2) == 0 &&
           memcmp(iso + 8, span.at + 6, 2) == 0 && memcmp(iso + 11, span.at + 9, 2) == 0 &&
           memcmp(iso + 14, span.at + 11, 2) == 0;
}

static bool parse_account(struct span span, char *out)
{
    for (size_t i = 0; i < span.len; i++)
        if (span.at[i] < '0' || span.at[i] > '9')
            return false;
    return span.len == 12 && copy(span, out, 13);
}

/* <trail>_<home>_<time>[_backfill]; the trail may hold '_' itself, so this is read from the end. */
static bool parse_digest(struct span rest, struct s3name *ret)
{
    struct span part, home;
    if (!take_last(&rest, &part))
        return false;
    ret->backfill = span_is(part, "backfill");
    if (ret->backfill && !take_last(&rest, &part))
        return false;
    return parse_time(part, &ret->delivered_s) && take_last(&rest, &home) &&
           copy(home, ret->home_region, sizeof ret->home_region) && copy(rest, ret->trail, sizeof ret->trail);
}

bool s3name_parse(const char *path, struct s3name *ret)
{
    const char *base = s3name_base(path);
    const char *dot = strstr(base, ".json");
    struct span rest = {base, dot ? (size_t)(dot - base) : 0}, account, kind, region, time;
    /* A trail may be called x.json-y: the extension is the last one. */
    for (const char *at = dot; at && (at = strstr(at + 1, ".json")) != NULL;)
        rest.len = (size_t)(at - base);
    memset(ret, 0, sizeof *ret);
    if (!dot || !take_first(&rest, &account) || !take_first(&rest, &kind) || !take_first(&rest, &region) ||
        !parse_account(account, ret->account) || !copy(region, ret->region, sizeof ret->region))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        ret->kind = (enum s3name_kind)i;
        if (!span_is(kind, kinds[i]))
            continue;
        return i == S3NAME_DIGEST ? parse_digest(rest, ret)
                                  : take_first(&rest, &time) && parse_time(time, &ret->delivered_s);
    }
    return false;
}
