// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/conffile.h"

#include "src/base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool conffile_path(bool only_named, struct buf *out)
{
    const char *own = getenv("TRAILCASE_CONFIG"), *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (own && *own)
        return buf_str(out, own);
    if (only_named)
        return false;
    if (base && *base == '/')
        return buf_fmt(out, "%s/trailcase/config", base);
    return home && *home == '/' && buf_fmt(out, "%s/.config/trailcase/config", home);
}

/* The value of a line when it is of this name: *ret_len bytes of line; NULL: another. */
static const char *value_of(const char *line, size_t len, const char *name, size_t *ret_len)
{
    const char *end = line + len, *equals = memchr(line, '=', len);
    size_t name_len = strlen(name);
    while (line < end && strchr(" \t", *line))
        line++;
    if (!equals || (size_t)(end - line) < name_len || strncmp(line, name, name_len) != 0 ||
        line + name_len + strspn(line + name_len, " \t") != equals)
        return NULL;
    for (equals++; equals < end && strchr(" \t", *equals);)
        equals++;
    while (end > equals && strchr(" \t\r", end[-1]))
        end--;
    *ret_len = (size_t)(end - equals);
    return equals;
}

bool conffile_value(const char *name, struct buf *out, struct err *err)
{
    CLEANUP(buf) struct buf path = {0}, text = {0};
    /* Not there, or in a home that is closed to us, as with sudo -u. */
    if (!conffile_path(false, &path) || access(buf_text(&path), F_OK) != 0)
        return true;
    if (!file_read(buf_text(&path), CONFFILE_BYTES_MAX, &text, err))
        return false;
    for (const char *at = buf_text(&text); *at;) {
        size_t len = strcspn(at, "\n"), value_len;
        const char *value = value_of(at, len, name, &value_len);
        if (value) {
            buf_clear(out);
            buf_append(out, value, value_len);
        }
        at += len + (at[len] == '\n');
    }
    return true;
}
