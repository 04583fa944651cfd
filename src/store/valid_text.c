// SPDX-License-Identifier: GPL-3.0-or-later
/* The SQL function valid_text(text): a text as JSON holds it, to compare with what stands in the journal. */
#include "src/base/utf8.h"
#include "src/store/private.h"

static void valid_text(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    CLEANUP(buf) struct buf out = {0};
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    size_t len = (size_t)sqlite3_value_bytes(argv[0]);
    for (size_t at = 0; text && at < len;) {
        uint32_t cp;
        size_t used = utf8_decode(text + at, len - at, &cp);
        if (cp == UTF8_INVALID)
            buf_str(&out, "\xEF\xBF\xBD");
        else
            buf_append(&out, text + at, used);
        at += used;
    }
    if (text)
        sqlite3_result_text64(ctx, buf_text(&out), out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int valid_text_register(sqlite3 *sqlite)
{
    return sqlite3_create_function_v2(sqlite, "valid_text", 1,
                                      SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL, valid_text,
                                      NULL, NULL, NULL);
}
