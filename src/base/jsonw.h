// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * jsonw: writing JSON into a buf, commas and escapes taken care of.
 *
 * Strings are escaped so that the output is valid UTF-8 and holds no control character whatever the input
 * was: bytes that are no UTF-8 become U+FFFD. Misuse (closing what is not open) is an assertion.
 *
 *     jsonw_object(&w);  jsonw_key(&w, "events");  jsonw_int(&w, 3);  jsonw_end(&w);
 */
#ifndef TRAILCASE_BASE_JSONW_H
#define TRAILCASE_BASE_JSONW_H

#include "src/base/buf.h"

enum { JSONW_DEPTH = 64 };

struct jsonw {
    struct buf *out;
    unsigned depth;
    bool more[JSONW_DEPTH]; /* something was written at this depth: a comma is due */
    char closer[JSONW_DEPTH];
    bool after_key;
};

void jsonw_init(struct jsonw *w, struct buf *out);
void jsonw_object(struct jsonw *w);
void jsonw_array(struct jsonw *w);
void jsonw_end(struct jsonw *w);
void jsonw_key(struct jsonw *w, const char *name);
void jsonw_str(struct jsonw *w, const char *text); /* NULL gives null */
void jsonw_strn(struct jsonw *w, const char *text, size_t len);
void jsonw_int(struct jsonw *w, int64_t value);
void jsonw_real(struct jsonw *w, double value); /* null when not finite */
void jsonw_bool(struct jsonw *w, bool value);
void jsonw_null(struct jsonw *w);
void jsonw_time(struct jsonw *w, int64_t time_s); /* ISO text, null for ISOTIME_NONE */
void jsonw_raw(struct jsonw *w, const char *json, size_t len);

/* Key and value in one. */
void jsonw_kstr(struct jsonw *w, const char *name, const char *text);
void jsonw_kint(struct jsonw *w, const char *name, int64_t value);
void jsonw_kbool(struct jsonw *w, const char *name, bool value);
void jsonw_ktime(struct jsonw *w, const char *name, int64_t time_s);
void jsonw_kobject(struct jsonw *w, const char *name);
void jsonw_karray(struct jsonw *w, const char *name);

#endif
