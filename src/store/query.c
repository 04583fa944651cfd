// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/query.h"

#include <assert.h>
#include <string.h>

const char *query_name(enum query_id id)
{
    return query_texts[id].name;
}

/* Find needle in text[0..len); returns len when it is not there. */
static size_t find(const char *text, size_t len, const char *needle)
{
    const char *at = memmem(text, len, needle, strlen(needle));
    return at ? (size_t)(at - text) : len;
}

static const char *replacement(const struct query_part *parts, size_t count, const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(parts[i].name) == len && memcmp(parts[i].name, name, len) == 0)
            return parts[i].sql;
    return NULL;
}

void query_expand(enum query_id id, const struct query_part *parts, size_t count, struct buf *out)
{
    const char *text = (const char *)query_texts[id].sql;
    size_t len = query_texts[id].len;
    for (size_t i = 0; i < count; i++) {
        struct buf marker = {0};
        buf_fmt(&marker, "/*<%s*/", parts[i].name);
        assert(find(text, len, buf_text(&marker)) < len);
        buf_done(&marker);
    }
    while (len) {
        size_t start = find(text, len, "/*<");
        buf_append(out, text, start);
        if (start == len)
            return;
        const char *name = text + start + 3;
        size_t name_len = find(name, len - start - 3, "*/");
        size_t end = find(text, len, "/*>*/");
        assert(end < len);
        const char *sql = replacement(parts, count, name, name_len);
        const char *standing = name + name_len + 2;
        if (sql)
            buf_str(out, sql);
        else
            buf_append(out, standing, (size_t)(text + end - standing));
        text += end + 5;
        len -= end + 5;
    }
}

const char *query_data(const char *name, size_t *ret_len)
{
    for (size_t i = 0; data_texts[i].name; i++)
        if (strcmp(data_texts[i].name, name) == 0) {
            *ret_len = data_texts[i].len;
            return (const char *)data_texts[i].sql;
        }
    return NULL;
}
