// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/jsonw.h"

#include "src/base/isotime.h"
#include "src/base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

void jsonw_init(struct jsonw *w, struct buf *out)
{
    *w = (struct jsonw){.out = out};
}

static void comma(struct jsonw *w)
{
    if (w->after_key)
        w->after_key = false;
    else if (w->more[w->depth])
        buf_char(w->out, ',');
    w->more[w->depth] = true;
}

static void begin(struct jsonw *w, char opener, char closer)
{
    comma(w);
    buf_char(w->out, opener);
    assert(w->depth + 1 < JSONW_DEPTH);
    w->depth++;
    w->more[w->depth] = false;
    w->closer[w->depth] = closer;
}

void jsonw_object(struct jsonw *w)
{
    begin(w, '{', '}');
}

void jsonw_array(struct jsonw *w)
{
    begin(w, '[', ']');
}

void jsonw_end(struct jsonw *w)
{
    assert(w->depth > 0 && !w->after_key);
    buf_char(w->out, w->closer[w->depth--]);
}

static void quoted(struct buf *out, const char *text, size_t len)
{
    buf_char(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        size_t used = utf8_decode(text + at, len - at, &cp);
        if (cp == UTF8_INVALID)
            buf_str(out, "\xEF\xBF\xBD");
        else if (cp == '"' || cp == '\\')
            buf_fmt(out, "\\%c", (int)cp);
        else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            buf_fmt(out, "\\u%04x", (unsigned)cp);
        else
            buf_append(out, text + at, used);
        at += used;
    }
    buf_char(out, '"');
}

void jsonw_key(struct jsonw *w, const char *name)
{
    comma(w);
    quoted(w->out, name, strlen(name));
    buf_char(w->out, ':');
    w->after_key = true;
}

void jsonw_strn(struct jsonw *w, const char *text, size_t len)
{
    comma(w);
    quoted(w->out, text, len);
}

void jsonw_str(struct jsonw *w, const char *text)
{
    if (text)
        jsonw_strn(w, text, strlen(text));
    else
        jsonw_null(w);
}

void jsonw_int(struct jsonw *w, int64_t value)
{
    comma(w);
    buf_fmt(w->out, "%" PRId64, value);
}

void jsonw_real(struct jsonw *w, double value)
{
    if (!isfinite(value)) {
        jsonw_null(w);
        return;
    }
    comma(w);
    buf_fmt(w->out, "%.17g", value);
}

void jsonw_bool(struct jsonw *w, bool value)
{
    comma(w);
    buf_str(w->out, value ? "true" : "false");
}

void jsonw_null(struct jsonw *w)
{
    comma(w);
    buf_str(w->out, "null");
}

void jsonw_time(struct jsonw *w, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    jsonw_str(w, *isotime_format(time_s, iso) ? iso : NULL);
}

void jsonw_raw(struct jsonw *w, const char *json, size_t len)
{
    comma(w);
    buf_append(w->out, json, len);
}

void jsonw_kstr(struct jsonw *w, const char *name, const char *text)
{
    jsonw_key(w, name);
    jsonw_str(w, text);
}

void jsonw_kint(struct jsonw *w, const char *name, int64_t value)
{
    jsonw_key(w, name);
    jsonw_int(w, value);
}

void jsonw_kbool(struct jsonw *w, const char *name, bool value)
{
    jsonw_key(w, name);
    jsonw_bool(w, value);
}

void jsonw_ktime(struct jsonw *w, const char *name, int64_t time_s)
{
    jsonw_key(w, name);
    jsonw_time(w, time_s);
}

void jsonw_kobject(struct jsonw *w, const char *name)
{
    jsonw_key(w, name);
    jsonw_object(w);
}

void jsonw_karray(struct jsonw *w, const char *name)
{
    jsonw_key(w, name);
    jsonw_array(w);
}
