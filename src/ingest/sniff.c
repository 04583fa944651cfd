// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/sniff.h"

#include "src/ingest/envelope.h"
#include "src/ingest/rows.h"

#include <string.h>

static const struct magic {
    size_t offset;
    const char *bytes;
    size_t len;
    enum sniff_kind kind;
    const char *reason;
} magics[] = {
    {0, "PK\3\4", 4, SNIFF_ARCHIVE, NULL},
    {257, "ustar", 5, SNIFF_ARCHIVE, NULL},
    {0, "\x28\xB5\x2F\xFD", 4, SNIFF_ARCHIVE, NULL},
    {0, "BZh", 3, SNIFF_ARCHIVE, NULL},
    {0,
     "\xFD"
     "7zXZ",
     5, SNIFF_ARCHIVE, NULL},
    {0, "\xFF\xFE\0\0", 4, SNIFF_FOREIGN, "UTF-32 text: save it as UTF-8"},
    {0, "\xFF\xFE", 2, SNIFF_UTF16, NULL},
    {0, "\xFE\xFF", 2, SNIFF_UTF16, NULL},
    {0, "{\0", 2, SNIFF_UTF16, NULL}, /* without its mark */
    {0, "[\0", 2, SNIFF_UTF16, NULL},
    {0, "\0{", 2, SNIFF_UTF16, NULL},
    {0, "\0[", 2, SNIFF_UTF16, NULL},
    {0, "PK\5\6", 4, SNIFF_FOREIGN, "an empty zip archive"},
    {0, "PAR1", 4, SNIFF_FOREIGN, "a Parquet file (Security Lake?): export the records as JSON"},
    {0, "SQLite format 3", 15, SNIFF_FOREIGN, "an SQLite database, not a log"},
    {0, "7z\xBC\xAF\x27\x1C", 6, SNIFF_FOREIGN, "a 7-Zip archive: unpack it first"},
    {0, "Rar!", 4, SNIFF_FOREIGN, "a RAR archive: unpack it first"},
    {0, "\x04\x22\x4D\x18", 4, SNIFF_FOREIGN, "an LZ4 file: unpack it first"},
    {0, "\x5D\0\0", 3, SNIFF_FOREIGN, "an LZMA file of before xz: unpack it first"},
    {0, "\x1F\x9D", 2, SNIFF_FOREIGN, "a file of compress (.Z): unpack it first"},
    {0, "\xFF\x06\0\0sNaPpY", 10, SNIFF_FOREIGN, "a Snappy file: unpack it first"},
    {0, "Obj\1", 4, SNIFF_FOREIGN, "an Avro file: export the records as JSON"},
    {0, "ORC", 3, SNIFF_FOREIGN, "an ORC file: export the records as JSON"},
    {0, "<", 1, SNIFF_FOREIGN, "XML or HTML, as the page of an error is: fetch the log again"},
    {0, "\0\0\0\0", 4, SNIFF_FOREIGN,
     "zero bytes at its beginning: an empty tar, or a file whose content was lost"},
};

static const char *const telling[] = {"eventTime", "eventName", "eventSource",
                                      "eventType", "eventID",   "eventId"};

/* A line of a CloudWatch Logs export: a time stamp, then an object. */
static bool is_stamped(const char *text, size_t len)
{
    size_t stamp = split_stamp(text, len);
    return stamp && stamp < len && text[stamp] == '{';
}

struct sniff sniff_head(const char *bytes, size_t len)
{
    struct sniff got = {.kind = SNIFF_FOREIGN};
    if (len >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0)
        return (struct sniff){.kind = SNIFF_GZIP};
    for (size_t i = 0; i < ARRAY_LEN(magics); i++) {
        const struct magic *magic = &magics[i];
        if (len >= magic->offset + magic->len &&
            memcmp(bytes + magic->offset, magic->bytes, magic->len) == 0) {
            got.kind = magic->kind;
            got.reason = magic->reason;
            got.skip = magic->kind == SNIFF_UTF16 && bytes[0] && bytes[1] ? magic->len : 0;
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
    else if (bytes[at] == '{' || bytes[at] == '[' || is_stamped(bytes + at, len - at))
        got.kind = SNIFF_JSON;
    else if (rows_begins(bytes + got.skip, len - got.skip))
        got.kind = SNIFF_TABLE;
    else
        got.reason = "neither JSON nor a table with titles of CloudTrail, nor compressed in a way known here";
    return got;
}

enum sniff_object sniff_object(const char *text, size_t len, const char **ret_text)
{
    const char *at = text, *end = text + len;
    struct envelope envelope;
    struct member member;
    size_t found = 0, digest = 0;
    bool notification = false;
    while (len && *text == '{' && member_next(&at, end, &member)) {
        for (size_t i = 0; i < ARRAY_LEN(telling); i++)
            found += member_is(&member, telling[i]);
        notification |= member_says(&member, "eventSource", "aws:s3");
        /* The rest of a record needs no look: this is asked once for every file. */
        if (found >= 2 && member_is(&member, "eventSource") && !notification)
            return SNIFF_RECORD;
        digest += member_is(&member, "digestS3Object") || member_is(&member, "logFiles");
    }
    if (found >= 2 && !notification)
        return SNIFF_RECORD;
    if (digest == 2)
        return SNIFF_DIGEST;
    enum envelope_kind kind = envelope_find(text, len, &envelope);
    *ret_text = kind == ENVELOPE_REFUSED ? envelope.reason : envelope.name;
    if (kind != ENVELOPE_NONE)
        return kind == ENVELOPE_REFUSED ? SNIFF_REFUSED : SNIFF_ENVELOPE;
    while (at < end && *at && strchr(" \t\r\n,{", *at))
        at++;
    return at < end && (*at == '}' || *text == '[') ? SNIFF_OTHER : SNIFF_BROKEN;
}
