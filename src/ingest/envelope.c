// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/envelope.h"

#include "src/ingest/gunzip.h"
#include "src/ingest/unescape.h"

#include <string.h>

static const char pointer[] =
    "a message that points to log files (s3Bucket, s3ObjectKey): the files themselves are needed";
static const char too_large[] = "an envelope that decompresses to more than 48 MiB";
static const char bad_base64[] = "damaged: not base64 all through";

/*
 * In the order in which they are tried. A row is met when the carrier is there and holds what it must: a
 * string that begins with `begins`, else one that begins like JSON, or an object or array. `inner` looks one
 * level further down. `second` must be there too; `says` is how its string ends.
 */
static const struct row {
    const char *name, *carrier, *inner, *begins, *second, *says;
    enum envelope_kind kind;
    const char *reason;
} rows[] = {
    {"S3 notification", "eventSource", NULL, "aws:s3", NULL, NULL, ENVELOPE_REFUSED,
     "an S3 event notification: it names log files but holds no event"},
    {"GuardDuty", "service", NULL, NULL, "schemaVersion", NULL, ENVELOPE_FINDING, NULL},
    {"GuardDuty", "Service", NULL, NULL, "SchemaVersion", NULL, ENVELOPE_FINDING, NULL},
    {"GuardDuty", "detail", NULL, NULL, "detail-type", "GuardDuty Finding", ENVELOPE_CONTENT, NULL},
    {"Security Hub", "ProductArn", NULL, "arn:", "SchemaVersion", NULL, ENVELOPE_FINDING, NULL},
    {"Security Hub", "detail", NULL, NULL, "detail-type", "Security Hub Findings - Imported",
     ENVELOPE_CONTENT, NULL},
    {"Security Hub", "detail", NULL, NULL, "detail-type", "Security Hub Findings - Custom Action",
     ENVELOPE_CONTENT, NULL},
    {"AWS Health", "detail", "eventTypeCode", "AWS_RISK_CREDENTIALS_", "detail-type", "AWS Health Event",
     ENVELOPE_FINDING, NULL},
    {"AWS Health", "detail", NULL, NULL, "detail-type", "AWS Health Event", ENVELOPE_REFUSED,
     "a notice of AWS Health that is not about credentials"},
    {"EventBridge", "detail", NULL, NULL, "detail-type", "via CloudTrail", ENVELOPE_CONTENT, NULL},
    {"EventBridge", "detail", NULL, NULL, "detail-type", NULL, ENVELOPE_REFUSED,
     "an EventBridge event that is not from CloudTrail"},
    {"SNS", "Message", NULL, "{\\\"s3Bucket\\\"", "Type", "Notification", ENVELOPE_REFUSED, pointer},
    {"SNS", "Message", NULL, NULL, "Type", "Notification", ENVELOPE_CONTENT, NULL},
    {"SNS", "Message", NULL, "", "Type", NULL, ENVELOPE_REFUSED, "an SNS message that holds no event"},
    {"pointer", "s3ObjectKey", NULL, NULL, "s3Bucket", NULL, ENVELOPE_REFUSED, pointer},
    {"SNS", "Sns", "Message", NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"SQS", "Body", NULL, NULL, "MessageId", NULL, ENVELOPE_CONTENT, NULL},
    {"SQS", "body", NULL, NULL, "messageId", NULL, ENVELOPE_CONTENT, NULL},
    {"Kinesis", "kinesis", "data", "", NULL, NULL, ENVELOPE_BASE64, NULL},
    {"Kinesis", "Data", NULL, "", "SequenceNumber", NULL, ENVELOPE_BASE64, NULL},
    {"lookup-events", "CloudTrailEvent", NULL, NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"CloudWatch Logs", "awslogs", "data", "", NULL, NULL, ENVELOPE_BASE64, NULL},
    {"CloudWatch Logs", "message", NULL, "CWL CONTROL MESSAGE", NULL, NULL, ENVELOPE_SKIPPED,
     "a control message of CloudWatch Logs"},
    {"CloudWatch Logs", "message", NULL, NULL, "timestamp", NULL, ENVELOPE_CONTENT, NULL},
    {"OCSF", "raw_data", NULL, NULL, "class_uid", NULL, ENVELOPE_CONTENT, NULL},
    {"OCSF", "metadata", NULL, NULL, "class_uid", NULL, ENVELOPE_REFUSED,
     "an OCSF event (Security Lake): it tells less than the record, export the logs themselves"},
    {"Splunk", "result", "_raw", NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"Splunk", "_raw", NULL, NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"Elastic", "_source", NULL, NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"ECS", "event", "original", NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"ECS", "event.original", NULL, NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"message", "message", NULL, NULL, NULL, NULL, ENVELOPE_CONTENT, NULL},
    {"ECS", "aws", "cloudtrail", NULL, "event", NULL, ENVELOPE_PARTIAL, NULL},
};

/* Does a string hold JSON, as far as its first byte tells? Escaped white space may come before it. */
static bool begins_like_json(const struct member *member)
{
    const char *at = member->value, *end = at + member->value_len;
    for (;;) {
        while (at < end && *at == ' ')
            at++;
        if (end - at < 2 || *at != '\\' || !strchr("nrt", at[1]) || !at[1])
            break;
        at += 2;
    }
    return at < end && (*at == '{' || *at == '[');
}

static bool holds(const struct member *member, const char *begins)
{
    if (!member->is_string)
        return member->value_len && (*member->value == '{' || *member->value == '[') && !begins;
    if (!begins)
        return begins_like_json(member);
    return member->value_len >= strlen(begins) && memcmp(member->value, begins, strlen(begins)) == 0;
}

static bool ends_with(const struct member *member, const char *says)
{
    size_t len = says ? strlen(says) : 0;
    return !says || (member->is_string && member->value_len >= len &&
                     memcmp(member->value + member->value_len - len, says, len) == 0);
}

static bool find_member(const struct member *of, const char *name, struct member *ret)
{
    const char *at = of->value, *end = of->value + of->value_len;
    if (of->is_string || !of->value_len || *at != '{')
        return false;
    while (member_next(&at, end, ret))
        if (member_is(ret, name))
            return true;
    return false;
}

/* What has been seen of each row. */
struct match {
    bool carried, seconded;
    struct member carrier;
};

static void look(const struct row *row, const struct member *member, struct match *match)
{
    struct member inner;
    if (row->second && member_is(member, row->second) && ends_with(member, row->says))
        match->seconded = true;
    if (match->carried || !member_is(member, row->carrier))
        return;
    if (row->inner && !find_member(member, row->inner, &inner))
        return;
    match->carrier = row->inner ? inner : *member;
    match->carried = holds(&match->carrier, row->begins);
}

static enum envelope_kind find_object(const char *text, size_t len, struct envelope *ret)
{
    struct match matches[ARRAY_LEN(rows)] = {0};
    const char *at = text, *end = text + len;
    struct member member;
    while (member_next(&at, end, &member))
        for (size_t i = 0; i < ARRAY_LEN(rows); i++)
            look(&rows[i], &member, &matches[i]);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (matches[i].carried && (!rows[i].second || matches[i].seconded)) {
            *ret = (struct envelope){.kind = rows[i].kind,
                                     .name = rows[i].name,
                                     .reason = rows[i].reason,
                                     .carrier = matches[i].carrier};
            break;
        }
    return ret->kind;
}

/* The next element of an array of objects; *at begins at its bracket. */
static bool next_object(const char **at, const char *end, struct member *ret)
{
    while (*at < end && **at && strchr(" \t\r\n,[", **at))
        ++*at;
    const char *after = *at < end && **at == '{' ? member_value_end(*at, end) : NULL;
    if (!after)
        return false;
    *ret = (struct member){.value = *at, .value_len = (size_t)(after - *at)};
    *at = after;
    return true;
}

/* Rows of query results: a Logs Insights row has {"field":…,"value":…}, a Lake row has maps of one key. */
static enum envelope_kind find_row(const char *text, size_t len, struct envelope *ret)
{
    const char *at = text, *end = text + len;
    struct member element, name, value;
    size_t elements = 0;
    for (; next_object(&at, end, &element); elements++) {
        const char *inside = element.value, *inside_end = inside + element.value_len;
        if (find_member(&element, "field", &name) && find_member(&element, "value", &value)) {
            if (member_says(&name, "field", "@message") && begins_like_json(&value)) {
                *ret = (struct envelope){.kind = ENVELOPE_CONTENT, .name = "Logs Insights", .carrier = value};
                return ret->kind;
            }
            continue;
        }
        if (!member_next(&inside, inside_end, &value) || member_next(&inside, inside_end, &name))
            return ENVELOPE_NONE;
        *ret = (struct envelope){.kind = ENVELOPE_PARTIAL, .name = "Lake"};
        if (!member_is(&value, "eventJson") || !begins_like_json(&value))
            continue;
        *ret = (struct envelope){.kind = ENVELOPE_CONTENT, .name = "Lake", .carrier = value};
        return ret->kind;
    }
    return elements > 1 ? ret->kind : ENVELOPE_NONE;
}

enum envelope_kind envelope_find(const char *text, size_t len, struct envelope *ret)
{
    *ret = (struct envelope){0};
    return len && *text == '[' ? find_row(text, len, ret) : find_object(text, len, ret);
}

/* Feeds a splitter, up to the limit. */
struct opening {
    struct split split;
    size_t bytes;
    bool begun, over;
};

static bool feed(void *arg, const char *bytes, size_t len)
{
    struct opening *opening = arg;
    opening->bytes += len;
    opening->over = opening->bytes > ENVELOPE_BYTES_MOST;
    opening->begun = true;
    return !opening->over && split_feed(&opening->split, bytes, len);
}

static const char *feed_base64(const struct member *carrier, struct opening *opening)
{
    CLEANUP(buf) struct buf bytes = {0};
    CLEANUP(gunzip) struct gunzip *gunzip = NULL;
    if (!unescape_base64(carrier->value, carrier->value_len, &bytes))
        return bad_base64;
    if (bytes.len < 2 || memcmp(bytes.bytes, "\x1F\x8B", 2) != 0) {
        feed(opening, buf_text(&bytes), bytes.len);
        return NULL;
    }
    gunzip = gunzip_new();
    gunzip_start(gunzip, feed, opening);
    gunzip_feed(gunzip, bytes.bytes, bytes.len, false);
    return opening->over ? too_large : gunzip_end(gunzip);
}

const char *envelope_open(const struct envelope *envelope, split_sink_fn sink, void *arg)
{
    struct opening opening = {0};
    const char *wrong = NULL;
    split_init(&opening.split, sink, arg);
    if (envelope->kind == ENVELOPE_BASE64) {
        wrong = feed_base64(&envelope->carrier, &opening);
    } else if (envelope->carrier.is_string) {
        CLEANUP(buf) struct buf text = {0};
        unescape_string(envelope->carrier.value, envelope->carrier.value_len, &text);
        feed(&opening, buf_text(&text), text.len);
    } else {
        feed(&opening, envelope->carrier.value, envelope->carrier.value_len);
    }
    if (!wrong)
        split_end(&opening.split, NULL);
    split_done(&opening.split);
    return wrong;
}
