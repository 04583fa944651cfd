// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/sniff.h"

#include "src/ingest/member.h"

#include <string.h>

static const struct magic {
    size_t offset;
    const char *bytes;
    size_t len;
    const char *reason;
} magics[] = {
    {0, "PK\3\4", 4, "a zip archive: unpack it first"},
    {257, "ustar", 5, "a tar archive: unpack it first"},
    {0, "PAR1", 4, "a Parquet file (Security Lake?): export the records as JSON"},
    {0, "\x28\xB5\x2F\xFD", 4, "zstd compressed: decompress it first"},
    {0, "BZh", 3, "bzip2 compressed: decompress it first"},
    {0,
     "\xFD"
     "7zXZ",
     5, "xz compressed: decompress it first"},
    {0, "\xFF\xFE", 2, "UTF-16 text: convert it to UTF-8"},
    {0, "\xFE\xFF", 2, "UTF-16 text: convert it to UTF-8"},
    {0, "SQLite format 3", 15, "an SQLite database, not a log"},
};

/* Objects that are known by one or two of their members. value NULL: the member's presence is enough. The
 * one without a reason is the digest, which is kept. */
static const struct known {
    const char *member, *value, *second;
    const char *reason;
} known[] = {
    {"eventSource", "aws:s3", NULL, "an S3 event notification: it names log files but holds no event"},
    {"digestS3Object", NULL, "logFiles", NULL},
    {"schemaVersion", NULL, "service", "a GuardDuty finding, not a CloudTrail log"},
    {"Type", "Notification", "Message", "an SNS message: the log it points to is needed"},
    {"detail-type", NULL, "detail", "an EventBridge event: give the records themselves"},
    {"logEvents", NULL, "messageType", "a CloudWatch Logs subscription message: give the records themselves"},
    {"Events", NULL, NULL, "lookup-events output: give the log files themselves"},
    {"events", NULL, NULL, "CloudWatch Logs output: give the log files themselves"},
    {"QueryResultRows", NULL, NULL, "a CloudTrail Lake result: give the log files themselves"},
    {"results", NULL, NULL, "a query result: give the log files themselves"},
    {"Messages", NULL, NULL, "SQS messages: the logs they point to are needed"},
    {"hits", NULL, NULL, "an Elasticsearch result: give the log files themselves"},
    {"_source", NULL, NULL, "an Elasticsearch export: give the log files themselves"},
    {"result", NULL, "preview", "a Splunk export: give the log files themselves"},
    {"Findings", NULL, NULL, "GuardDuty findings, not a CloudTrail log"},
};

static const char *const telling[] = {"eventTime", "eventName", "eventSource",
                                      "eventType", "eventID",   "eventId"};

struct sniff sniff_head(const char *bytes, size_t len)
{
    struct sniff got = {.kind = SNIFF_FOREIGN};
    if (len >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0)
        return (struct sniff){.kind = SNIFF_GZIP};
    for (size_t i = 0; i < ARRAY_LEN(magics); i++) {
        const struct magic *magic = &magics[i];
        if (len >= magic->offset + magic->len &&
            memcmp(bytes + magic->offset, magic->bytes, magic->len) == 0) {
            got.reason = magic->reason;
            return got;
        }
    }
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        got.skip = 3;
    size_t at = got.skip;
    while (at < len && bytes[at] && strchr(" \t\r\n\x1E", bytes[at]))
        at++;
    if (at == len)
        got.kind = SNIFF_BLANK;
    else if (bytes[at] == '{' || bytes[at] == '[')
        got.kind = SNIFF_JSON;
    else
        got.reason = "not JSON, and no compressed file known here";
    return got;
}

/* Which rows of `known` have their first and second member: two bits each. */
static void look_up(const struct member *member, unsigned char seen[ARRAY_LEN(known)])
{
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (known[i].value ? member_says(member, known[i].member, known[i].value)
                           : member_is(member, known[i].member))
            seen[i] |= 1;
        if (!known[i].second || member_is(member, known[i].second))
            seen[i] |= 2;
    }
}

enum sniff_object sniff_object(const char *text, size_t len, const char **ret_reason)
{
    unsigned char seen[ARRAY_LEN(known)] = {0};
    const char *at = text, *end = text + len;
    struct member member;
    size_t found = 0;
    while (member_next(&at, end, &member)) {
        look_up(&member, seen);
        for (size_t i = 0; i < ARRAY_LEN(telling); i++)
            found += member_is(&member, telling[i]);
    }
    bool is_notification = seen[0] == 3;
    if (found >= 2 && !is_notification)
        return SNIFF_RECORD;
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (seen[i] == 3) {
            *ret_reason = known[i].reason;
            return known[i].reason ? SNIFF_REFUSED : SNIFF_DIGEST;
        }
    while (at < end && strchr(" \t\r\n,{", *at))
        at++;
    return at < end && *at == '}' ? SNIFF_OTHER : SNIFF_BROKEN;
}
